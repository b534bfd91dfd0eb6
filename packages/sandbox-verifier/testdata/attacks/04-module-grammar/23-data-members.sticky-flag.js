// attack: 04-module-grammar/23-data-members
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 2:38
"use strict";
const a = __cfHelpers.__cf_data({ r: /a/uy });
