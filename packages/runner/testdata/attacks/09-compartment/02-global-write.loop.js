// attack: 09-compartment/02-global-write
// kind: body
// by: verifier
// rule: W7
// expect: reject(verify:free-name) 2:21
"use strict";
function f() { for (leak of []) ; }
