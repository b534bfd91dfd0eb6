// attack: 02-wrapper-and-text/02-close-wrapper-comment
// kind: body
// by: verifier
// rule: X7
// expect: reject(verify:syntax) 2:1
"use strict";
/* open
