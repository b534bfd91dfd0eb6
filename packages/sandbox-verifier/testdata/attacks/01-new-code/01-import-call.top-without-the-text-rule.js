// attack: 01-new-code/01-import-call
// kind: body
// by: verifier
// without: X4
// expect: reject(verify:import-token) 2:11
"use strict";
const a = import("./x.ts");
