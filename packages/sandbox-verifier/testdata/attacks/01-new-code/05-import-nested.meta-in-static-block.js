// attack: 01-new-code/05-import-nested
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:import-token) 2:49
"use strict";
function f() { return class { static { this.a = import.meta; } }; }
