// attack: 02-wrapper-and-text/07-html-comment
// kind: body
// by: verifier
// second: loader
// rule: X4
// expect: reject(verify:text) 3:1
"use strict";
const a = 1;
--> a
