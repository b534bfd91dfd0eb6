// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// value: 1
// expect: accept
"use strict";
const\u{2009}a\u{202f}=\u{205f}1;\u{2000}const seen = 1;
exports.value = seen;
