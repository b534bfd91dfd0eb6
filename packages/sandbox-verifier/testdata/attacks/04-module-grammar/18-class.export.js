// attack: 04-module-grammar/18-class
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:class) 2:13
"use strict";
exports.A = class {};
