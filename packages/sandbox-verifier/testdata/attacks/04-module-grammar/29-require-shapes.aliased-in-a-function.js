// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// rule: W4
// expect: reject(verify:helper) 2:26
"use strict";
function f() { const r = require; return r("./x.ts"); }
