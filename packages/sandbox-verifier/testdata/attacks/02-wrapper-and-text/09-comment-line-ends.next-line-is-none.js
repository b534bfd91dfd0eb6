// attack: 02-wrapper-and-text/09-comment-line-ends
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
// a comment\u{85}let hidden = 1;
exports.value = 1;
