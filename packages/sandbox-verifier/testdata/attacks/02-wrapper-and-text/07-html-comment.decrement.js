// attack: 02-wrapper-and-text/07-html-comment
// kind: body
// by: verifier
// second: loader
// rule: X4
// expect: reject(verify:text) 2:25
"use strict";
function f(n) { while (n-->0); }
