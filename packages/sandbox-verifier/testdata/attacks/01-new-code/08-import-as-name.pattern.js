// attack: 01-new-code/08-import-as-name
// kind: body
// by: verifier
// rule: K1
// expect: reject(verify:import-token) 2:14
"use strict";
function f({ import: a }) { return a; }
