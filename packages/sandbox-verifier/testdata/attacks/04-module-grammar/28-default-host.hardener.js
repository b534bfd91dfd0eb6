// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// expect: reject(verify:helper) 2:19
"use strict";
exports.default = __cfHardenFn;
