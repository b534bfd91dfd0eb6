// attack: 04-module-grammar/04-unhardened-value
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:unhardened) 2:19
"use strict";
exports.default = async function named() {};
