// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: W2
// expect: reject(verify:reserved-name) 2:10
"use strict";
function require() { return {}; }
const a = require("./x.ts");
