// attack: 01-new-code/04-import-any-other
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:27
"use strict";
function f() { return new import("./x.ts"); }
