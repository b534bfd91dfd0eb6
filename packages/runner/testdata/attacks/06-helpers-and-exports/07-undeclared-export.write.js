// attack: 06-helpers-and-exports/07-undeclared-export
// kind: body
// by: verifier
// rule: W3
// expect: reject(verify:exports) 2:16
"use strict";
function f() { exports.nothing = 1; }
