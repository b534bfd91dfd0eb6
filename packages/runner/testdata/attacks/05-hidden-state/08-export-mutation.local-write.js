// attack: 05-hidden-state/08-export-mutation
// kind: body
// by: verifier
// rule: W3
// expect: reject(verify:exports) 3:16
"use strict";
exports.a = 1;
function f() { exports.a = 2; }
