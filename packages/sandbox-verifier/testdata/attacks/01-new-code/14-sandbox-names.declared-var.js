// attack: 01-new-code/14-sandbox-names
// kind: body
// by: verifier
// rule: W8
// expect: reject(verify:new-code) 2:20
"use strict";
function f() { var Proxy; }
