// attack: 03-scanner-confusion/09-white-space
// kind: body
// by: verifier
// escapes: yes
// expect: reject(verify:syntax) 2:4
"use strict";
let\u{180e}hidden = 1;
