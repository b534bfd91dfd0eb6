// attack: 01-new-code/06-import-after-spread
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:29
"use strict";
function f(g) { return g(...import("./x.ts")); }
