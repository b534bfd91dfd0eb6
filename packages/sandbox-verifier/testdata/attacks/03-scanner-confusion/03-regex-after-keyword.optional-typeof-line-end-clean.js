// attack: 03-scanner-confusion/03-regex-after-keyword
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
exports.value = 1;
async function* f(x, c, g) {
x = c?.typeof
/[c = 1]/g;
}
