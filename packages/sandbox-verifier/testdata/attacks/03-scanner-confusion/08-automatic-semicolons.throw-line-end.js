// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:22
"use strict";
function f(a) { throw
a }
