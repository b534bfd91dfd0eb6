// attack: 02-wrapper-and-text/10-control-characters
// kind: body
// by: verifier
// escapes: yes
// rule: X3
// expect: reject(verify:text) 2:12
"use strict";
const a = "\u{7f}";
