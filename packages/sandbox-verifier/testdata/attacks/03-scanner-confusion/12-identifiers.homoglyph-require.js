// attack: 03-scanner-confusion/12-identifiers
// kind: body
// by: verifier
// escapes: yes
// rule: W7
// expect: reject(verify:free-name) 2:23
"use strict";
function f() { return r\u{435}quire; }
