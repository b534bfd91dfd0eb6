// attack: 01-new-code/04-import-any-other
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:import-token) 2:23
"use strict";
function f() { return import`./x.ts`; }
