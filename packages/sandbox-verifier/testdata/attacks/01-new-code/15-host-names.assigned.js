// attack: 01-new-code/15-host-names
// kind: body
// by: verifier
// rule: W7
// expect: reject(verify:free-name) 2:16
"use strict";
function f() { window = 1; }
