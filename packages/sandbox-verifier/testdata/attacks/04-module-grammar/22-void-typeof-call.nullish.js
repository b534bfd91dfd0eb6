// attack: 04-module-grammar/22-void-typeof-call
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:19
"use strict";
function f() {}
const a = null ?? f();
