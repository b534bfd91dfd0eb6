// attack: 02-wrapper-and-text/15-sloppy-only
// kind: body
// by: verifier
// rule: X7
// expect: reject(verify:syntax) 2:17
"use strict";
function f(a) { delete a; }
