// attack: 04-module-grammar/01-digit-then-object
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:mutable-data) 2:24
"use strict";
exports.default = 1 && [];
