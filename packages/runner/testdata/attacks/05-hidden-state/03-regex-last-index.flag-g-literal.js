// attack: 05-hidden-state/03-regex-last-index
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:value) 2:44
"use strict";
const pattern = __cfHelpers.__cf_data({ p: /a/g });
