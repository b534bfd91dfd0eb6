// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:5
"use strict";
function f(a, g) { a?.return
/1; f = 2; 1/g; }
