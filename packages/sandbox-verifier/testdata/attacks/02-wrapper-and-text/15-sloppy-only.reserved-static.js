// attack: 02-wrapper-and-text/15-sloppy-only
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:12
"use strict";
function f(static) {}
