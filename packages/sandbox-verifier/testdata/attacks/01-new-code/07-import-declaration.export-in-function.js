// attack: 01-new-code/07-import-declaration
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:16
"use strict";
function f() { export const a = 1; }
