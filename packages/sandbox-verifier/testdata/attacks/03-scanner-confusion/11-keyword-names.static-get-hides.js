// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:151
"use strict";
function f() { return class { static get; static set; static async; static static; get get() { return 1; } set set(v) {} static async async() {} }; } let hidden = 1;
