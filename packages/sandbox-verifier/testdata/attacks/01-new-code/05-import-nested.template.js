// attack: 01-new-code/05-import-nested
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:28
"use strict";
function f() { return `a${ import("./x.ts") }b`; }
