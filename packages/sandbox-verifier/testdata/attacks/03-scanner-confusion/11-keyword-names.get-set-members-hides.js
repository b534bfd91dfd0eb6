// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:149
"use strict";
function f() { return { get, set, async, get get() { return 1; }, set set(v) {}, async async() {}, *of() {} }; } const get = 1, set = 2, async = 3; let hidden = 1;
