// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
const f = __cfHardenFn((get) => get); const seen = 1;
exports.value = seen;
