// attack: 02-wrapper-and-text/17-parser-options
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:30
"use strict";
const a = __cfHardenFn(() => throw 1);
