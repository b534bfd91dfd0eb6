// attack: 05-hidden-state/08-export-mutation
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 3:16
"use strict";
const a = 1;
function f() { a = 2; }
