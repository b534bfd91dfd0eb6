// attack: 01-new-code/12-function-name
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
exports.value = __cfHelpers.__cf_data(((o) => o.Function + o["eval"])({ Function: 1, eval: 0 }));
