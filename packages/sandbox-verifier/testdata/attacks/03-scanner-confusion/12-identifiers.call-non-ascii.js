// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: S8
// expect: reject(verify:call-result) 3:11
"use strict";
function \u{e9}() { return 1; }
const a = \u{e9}();
