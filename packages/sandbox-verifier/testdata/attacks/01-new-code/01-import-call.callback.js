// attack: 01-new-code/01-import-call
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:44
"use strict";
const f = __cfHardenFn(() => [1].map(() => import("./x.ts")));
