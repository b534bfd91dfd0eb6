// attack: 04-module-grammar/30-trusted-name-from-local
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 3:11
"use strict";
function lift(f) { return f; }
const a = lift(() => 1);
