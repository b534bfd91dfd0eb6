// attack: 01-new-code/01-import-call
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:21
"use strict";
function f() { void import("./x.ts"); }
