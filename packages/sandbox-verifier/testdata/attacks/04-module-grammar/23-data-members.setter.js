// attack: 04-module-grammar/23-data-members
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 2:35
"use strict";
const a = __cfHelpers.__cf_data({ set m(v) {} });
