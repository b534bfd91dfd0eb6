// attack: 04-module-grammar/30-trusted-name-from-local
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:11
"use strict";
const x_1 = __importDefault(require("./x.ts"));
const a = (0, x_1.default)(() => 1);
