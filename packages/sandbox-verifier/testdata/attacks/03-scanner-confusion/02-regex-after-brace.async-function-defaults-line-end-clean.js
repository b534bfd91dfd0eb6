// attack: 03-scanner-confusion/02-regex-after-brace
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
exports.value = 1;
async function* f(x, c, g) {
x = async function ({ a } = {}, { b } = {}) {}
/[c = 1]/g;
}
