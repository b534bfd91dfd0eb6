// attack: 03-scanner-confusion/06-template-nesting
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
function f() { return `${1 /* } ` */}`; } const seen = 1; //`
exports.value = seen;
