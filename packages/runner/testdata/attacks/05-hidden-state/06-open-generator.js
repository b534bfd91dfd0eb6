// attack: 05-hidden-state/06-open-generator
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:14
"use strict";
function* numbers() { let n = 0; while (true) yield ++n; }
const kept = numbers();
