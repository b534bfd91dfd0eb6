// attack: 01-new-code/11-eval-value
// kind: body
// by: verifier
// expect: reject(verify:new-code) 2:13
"use strict";
exports.a = eval;
