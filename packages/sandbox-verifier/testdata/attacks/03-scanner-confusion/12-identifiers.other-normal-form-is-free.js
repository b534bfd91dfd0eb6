// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: W7
// expect: reject(verify:free-name) 3:23
"use strict";
const \u{e9} = 1;
function f() { return e\u{301}; }
