// attack: 01-new-code/15-host-names
// kind: body
// by: verifier
// rule: W7
// expect: reject(verify:free-name) 3:23
"use strict";
function f(Deno) { return Deno; }
function g() { return Deno; }
