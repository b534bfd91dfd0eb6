// attack: 04-module-grammar/04-unhardened-value
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:unhardened) 2:13
"use strict";
exports.f = () => 1;
