// attack: 02-wrapper-and-text/15-sloppy-only
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:22
"use strict";
function f(o) { for (var a = 1 in o); }
