// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:mutable-binding) 2:14
"use strict";
const\u{9}a = 1;\u{9}let hidden = 1;
