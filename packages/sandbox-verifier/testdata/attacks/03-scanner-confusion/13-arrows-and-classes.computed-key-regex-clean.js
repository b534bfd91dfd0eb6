// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f() { return class { [/["]/.source] = 1; }; } const seen = 1; //"
exports.value = seen;
