// attack: 03-scanner-confusion/02-regex-after-brace
// kind: body
// by: verifier
// rule: W1
// expect: reject(verify:module-state) 5:3
"use strict";
exports.value = 1;
async function* f(x, c, g) {
x = async function ({ a } = {}, { b } = {}) {}
/[f = 1]/g;
}
