// attack: 01-new-code/02-import-spaced
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:23
"use strict";
function f() { return import/* here */("./x.ts"); }
