// attack: 02-wrapper-and-text/16-labels-debugger
// kind: body
// by: verifier
// expect: reject(verify:statement) 2:40
"use strict";
function f() { return class { static { debugger; } }; }
