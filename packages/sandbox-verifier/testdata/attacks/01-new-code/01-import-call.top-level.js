// attack: 01-new-code/01-import-call
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:11
"use strict";
const a = import("./x.ts");
