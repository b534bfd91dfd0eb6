// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
const a = __cfHardenFn(() => 1, "a");
exports.value = 1;
