// attack: 02-wrapper-and-text/15-sloppy-only
// kind: body
// by: verifier
// expect: reject(verify:statement) 2:38
"use strict";
function f(o) { return function () { with (o) { return a; } }; }
