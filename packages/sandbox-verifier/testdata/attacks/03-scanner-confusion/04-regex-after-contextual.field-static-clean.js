// attack: 03-scanner-confusion/04-regex-after-contextual
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f() { return class { static = /["]/; }; } const seen = 1; //"
exports.value = seen;
