// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f() { return class { static get; static set; static async; static static; get get() { return 1; } set set(v) {} static async async() {} }; } const seen = 1;
exports.value = seen;
