// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:14
"use strict";
const\u{2009}a\u{202f}=\u{205f}1;\u{2000}let hidden = 1;
