// attack: 04-module-grammar/01-digit-then-object
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:mutable-data) 2:18
"use strict";
exports.a = 0 || { n: 0 };
