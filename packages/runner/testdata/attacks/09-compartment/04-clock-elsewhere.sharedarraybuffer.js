// attack: 09-compartment/04-clock-elsewhere
// kind: body
// by: verifier
// rule: W7
// expect: reject(verify:free-name) 2:23
"use strict";
function f() { return SharedArrayBuffer; }
