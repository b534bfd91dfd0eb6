// attack: 01-new-code/06-import-after-spread
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:import-token) 2:27
"use strict";
function f() { return [...import.meta.list]; }
