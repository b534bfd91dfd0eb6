// attack: 01-new-code/02-import-spaced
// kind: body
// by: verifier
// without: X4
// expect: reject(verify:import-token) 2:23
"use strict";
function f() { return import /* a */ (
"./x.ts"); }
