// attack: 04-module-grammar/20-raw-data
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:mutable-data) 2:25
"use strict";
exports.a = exports.b = [];
