// attack: 02-wrapper-and-text/10-control-characters
// kind: body
// by: verifier
// rule: X7
// expect: reject(verify:syntax) 2:6
// escapes: yes
"use strict";
const\u{180e}a = 1;
