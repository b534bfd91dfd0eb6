// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:34
"use strict";
const f = __cfHardenFn(() => {} / 2);
