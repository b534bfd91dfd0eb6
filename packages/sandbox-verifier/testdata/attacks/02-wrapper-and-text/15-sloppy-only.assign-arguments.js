// attack: 02-wrapper-and-text/15-sloppy-only
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:16
"use strict";
function f() { arguments = 1; }
