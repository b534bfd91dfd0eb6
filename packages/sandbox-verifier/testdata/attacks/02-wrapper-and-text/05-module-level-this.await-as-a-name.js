// attack: 02-wrapper-and-text/05-module-level-this
// kind: body
// by: verifier
// rule: W6
// expect: reject(verify:module-this) 2:22
"use strict";
function f() { const await = 1; }
