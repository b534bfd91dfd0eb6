// attack: 04-module-grammar/06-annotation-comma
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 2:1
"use strict";
__cfHelpers.__cf_data(1), 2;
