// attack: 01-new-code/05-import-nested
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:import-token) 2:16
"use strict";
function f(a = import.meta) { return a; }
