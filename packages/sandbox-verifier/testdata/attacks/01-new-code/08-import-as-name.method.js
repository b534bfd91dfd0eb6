// attack: 01-new-code/08-import-as-name
// kind: body
// by: verifier
// expect: reject(verify:text) 2:25
"use strict";
function f() { return { import() { return 1; } }; }
