// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:21
"use strict";
function f(l) { let[0] = 1; }
