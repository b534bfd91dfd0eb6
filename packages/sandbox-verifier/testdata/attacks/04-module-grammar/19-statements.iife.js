// attack: 04-module-grammar/19-statements
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 2:1
"use strict";
(() => 1)();
