// attack: 03-scanner-confusion/08-automatic-semicolons
// kind: body
// by: verifier
// expect: reject(verify:syntax) 3:1
"use strict";
const f = __cfHardenFn((a)
=> a);
