// attack: 04-module-grammar/19-statements
// kind: body
// by: verifier
// expect: reject(verify:module-state) 3:1
"use strict";
const a = 1;
a++;
