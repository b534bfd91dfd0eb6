// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// expect: accept
// value: 1
"use strict";
function a() {}
__cfHardenFn(a);
exports.value = 1;
