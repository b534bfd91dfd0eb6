// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// expect: reject(verify:text) 2:13
"use strict";
const a = 1;\u{2028}let hidden = 1;
