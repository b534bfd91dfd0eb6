// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
const f = __cfHardenFn((a) => a.map(() => /["]/)); const seen = 1; //"
exports.value = seen;
