// attack: 01-new-code/01-import-call
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:16
"use strict";
function f() { import("./x.ts").then((ns) => ns.a); }
