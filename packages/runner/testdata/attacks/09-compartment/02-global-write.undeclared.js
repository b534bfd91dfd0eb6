// attack: 09-compartment/02-global-write
// kind: body
// by: verifier
// rule: W7
// expect: reject(verify:free-name) 2:16
"use strict";
function f() { leak = 1; }
