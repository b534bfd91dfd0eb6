// attack: 02-wrapper-and-text/10-control-characters
// kind: body
// by: verifier
// rule: X3
// expect: reject(verify:text) 2:8
// escapes: yes
"use strict";
const a\u{feff}= 1;
