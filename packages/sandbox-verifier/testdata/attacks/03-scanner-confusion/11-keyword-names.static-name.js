// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:22
"use strict";
function f() { const static = 1; }
