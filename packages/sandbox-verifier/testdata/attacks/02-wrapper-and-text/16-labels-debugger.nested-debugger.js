// attack: 02-wrapper-and-text/16-labels-debugger
// kind: body
// by: verifier
// rule: K4
// expect: reject(verify:statement) 2:51
"use strict";
function f() { return () => { if (1) { for (;;) { debugger } } }; }
