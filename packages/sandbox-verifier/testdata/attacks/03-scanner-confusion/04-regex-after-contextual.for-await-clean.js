// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
async function f(a) { for await (const b of /["]/[Symbol.matchAll](a)); } const seen = 1; //"
exports.value = seen;
