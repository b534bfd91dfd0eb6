// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// rule: W4
// expect: reject(verify:helper) 2:42
"use strict";
exports.default = __cfHelpers.__cf_data([require]);
