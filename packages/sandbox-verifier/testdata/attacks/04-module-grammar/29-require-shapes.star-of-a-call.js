// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// expect: reject(verify:helper) 2:1
"use strict";
__exportStar(f(), exports);
function f() { return {}; }
