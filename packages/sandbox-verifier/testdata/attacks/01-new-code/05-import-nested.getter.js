// attack: 01-new-code/05-import-nested
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:42
"use strict";
function f() { return { get a() { return import("./x.ts"); } }; }
