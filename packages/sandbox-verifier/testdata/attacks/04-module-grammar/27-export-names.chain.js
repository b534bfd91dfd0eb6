// attack: 04-module-grammar/27-export-names
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:export-name) 2:13
"use strict";
exports.a = exports.then = 1;
