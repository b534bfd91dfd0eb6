// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const x_1 = require("./x.ts");
Object.defineProperty(exports, "default", { enumerable: true, get: function () { return __importDefault(x_1).default; } });
exports.value = 1;
