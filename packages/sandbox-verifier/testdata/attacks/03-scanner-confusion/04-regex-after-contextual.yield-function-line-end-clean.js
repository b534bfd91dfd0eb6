// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
exports.value = 1;
async function* f(x, c, g) {
yield function () {}
/[c = 1]/g;
}
