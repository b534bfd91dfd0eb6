// attack: 01-new-code/03-import-meta
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:import-token) 2:30
"use strict";
const a = __cfHardenFn(() => import.meta.url);
