// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: W1
// expect: reject(verify:module-state) 3:16
"use strict";
const \u{e9} = 1;
function f() { \u{e9} = 2; }
