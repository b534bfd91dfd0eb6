// attack: 02-wrapper-and-text/10-control-characters
// kind: body
// by: verifier
// escapes: yes
// expect: reject(verify:text) 1:1
\u{feff}"use strict";
