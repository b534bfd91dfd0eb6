// attack: 02-wrapper-and-text/07-html-comment
// kind: body
// by: verifier
// rule: X4
// expect: reject(verify:text) 2:9
"use strict";
/* a */ --> x
