// attack: 01-new-code/05-import-nested
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:30
"use strict";
function f(t) { return t`a${ import("./x.ts") }`; }
