// attack: 02-wrapper-and-text/16-labels-debugger
// kind: body
// by: verifier
// rule: K4
// expect: reject(verify:statement) 2:42
"use strict";
const a = __cfHelpers.__cf_data((() => { debugger; })());
