// attack: 01-new-code/06-import-after-spread
// kind: body
// by: verifier
// without: X4
// expect: reject(verify:import-token) 2:27
"use strict";
function f() { return [...import("./x.ts")]; }
