// attack: 02-wrapper-and-text/09-comment-line-ends
// kind: body
// by: verifier
// expect: reject(verify:text) 2:5
// escapes: yes
"use strict";
// c\u{2028}let x;
