// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
exports.x = __importStar(require("./x.ts"));
exports.value = 1;
