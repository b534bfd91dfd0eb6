// attack: 01-new-code/02-import-spaced
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:44
"use strict";
const a = __cfHardenFn(() => [1].map(() => import ("./x.ts")));
