// attack: 02-wrapper-and-text/10-control-characters
// kind: body
// by: verifier
// escapes: yes
// expect: reject(verify:syntax) 2:8
"use strict";
const a\u{ad} = 1;
