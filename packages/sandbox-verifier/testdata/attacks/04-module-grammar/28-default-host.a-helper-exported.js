// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:value) 2:19
"use strict";
exports.default = __cfHelpers.h;
