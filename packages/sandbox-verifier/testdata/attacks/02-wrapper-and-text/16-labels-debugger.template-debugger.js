// attack: 02-wrapper-and-text/16-labels-debugger
// kind: body
// by: verifier
// expect: reject(verify:statement) 2:35
"use strict";
function f() { return `${(() => { debugger; })()}`; }
