// attack: 01-new-code/20-word-in-text
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
const import_1 = require("./import.ts");
exports.value = import_1.a;
