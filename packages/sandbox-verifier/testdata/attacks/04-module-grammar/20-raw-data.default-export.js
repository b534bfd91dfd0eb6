// attack: 04-module-grammar/20-raw-data
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:mutable-data) 2:19
"use strict";
exports.default = { n: 1 };
