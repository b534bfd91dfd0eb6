// attack: 01-new-code/05-import-nested
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:import-token) 2:35
"use strict";
function f(a, g) { return a / 1 / import.meta / g; }
