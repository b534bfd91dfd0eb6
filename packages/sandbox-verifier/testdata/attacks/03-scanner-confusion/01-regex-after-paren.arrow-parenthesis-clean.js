// attack: 03-scanner-confusion/01-regex-after-paren
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
const f = __cfHardenFn((a) => (a) / 2); const seen = 1; const g = __cfHardenFn((k) => 4 / k);
exports.value = seen;
