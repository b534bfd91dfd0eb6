// attack: 02-wrapper-and-text/16-labels-debugger
// kind: body
// by: verifier
// rule: K4
// expect: reject(verify:statement) 2:40
"use strict";
function f() { return class { static { debugger; } }; }
