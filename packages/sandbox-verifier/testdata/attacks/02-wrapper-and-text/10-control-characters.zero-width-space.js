// attack: 02-wrapper-and-text/10-control-characters
// kind: body
// by: verifier
// escapes: yes
// expect: reject(verify:syntax) 2:10
"use strict";
const a =\u{200b}1;
