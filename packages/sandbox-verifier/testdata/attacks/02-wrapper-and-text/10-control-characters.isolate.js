// attack: 02-wrapper-and-text/10-control-characters
// kind: body
// by: verifier
// escapes: yes
// expect: reject(verify:syntax) 2:13
"use strict";
const a = 1;\u{2066}
