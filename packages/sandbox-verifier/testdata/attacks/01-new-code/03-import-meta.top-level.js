// attack: 01-new-code/03-import-meta
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:import-token) 2:11
"use strict";
const a = import.meta;
