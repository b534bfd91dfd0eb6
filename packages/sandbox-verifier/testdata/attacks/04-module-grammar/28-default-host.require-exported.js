// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// rule: S9
// also: W4
// expect: reject(verify:helper) 2:19
"use strict";
exports.default = require;
