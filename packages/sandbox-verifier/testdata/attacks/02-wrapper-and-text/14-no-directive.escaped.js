// attack: 02-wrapper-and-text/14-no-directive
// kind: body
// by: verifier
// rule: X5
// expect: reject(verify:text) 1:1
"use\u0020strict";
