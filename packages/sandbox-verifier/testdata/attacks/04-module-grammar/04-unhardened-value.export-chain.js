// attack: 04-module-grammar/04-unhardened-value
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:unhardened) 2:25
"use strict";
exports.a = exports.b = () => 1;
