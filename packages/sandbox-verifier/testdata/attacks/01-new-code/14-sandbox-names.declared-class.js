// attack: 01-new-code/14-sandbox-names
// kind: body
// by: verifier
// expect: reject(verify:new-code) 2:22
"use strict";
function f() { class Proxy {} return Proxy; }
