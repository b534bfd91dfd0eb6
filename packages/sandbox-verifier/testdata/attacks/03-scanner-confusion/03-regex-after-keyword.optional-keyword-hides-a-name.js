// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// rule: W7
// expect: reject(verify:free-name) 3:5
"use strict";
function f(a, g) { a?.else
/1; Deno; 1/g; }
