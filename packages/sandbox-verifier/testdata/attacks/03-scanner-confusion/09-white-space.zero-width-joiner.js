// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// expect: reject(verify:syntax) 2:7
"use strict";
const \u{200d}a = 1;
