// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:14
"use strict";
const\u{a0}a\u{a0}=\u{a0}1;\u{a0}let hidden = 1;
