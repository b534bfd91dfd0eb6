// attack: 02-wrapper-and-text/10-control-characters
// kind: body
// by: verifier
// rule: X3
// expect: reject(verify:text) 2:12
// escapes: yes
"use strict";
const a = "\u{2029}";
