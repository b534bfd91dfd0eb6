// attack: 02-wrapper-and-text/09-comment-line-ends
// kind: body
// by: verifier
// escapes: yes
// rule: X3
// expect: reject(verify:text) 2:13
"use strict";
// a comment\u{d}
const a = 1;
