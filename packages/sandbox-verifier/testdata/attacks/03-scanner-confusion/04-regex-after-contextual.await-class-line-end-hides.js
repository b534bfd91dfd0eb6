// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 5:3
"use strict";
exports.value = 1;
async function* f(x, c, g) {
await class {}
/[f = 1]/g;
}
