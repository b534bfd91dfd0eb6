// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f() { return { get, set, async, get get() { return 1; }, set set(v) {}, async async() {}, *of() {} }; } const get = 1, set = 2, async = 3; const seen = 1;
exports.value = seen;
