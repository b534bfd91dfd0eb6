// attack: 04-module-grammar/07-annotation-payload
// kind: body
// by: verifier
// rule: S6
// expect: reject(verify:statement) 3:1
"use strict";
function f() {}
Object.defineProperty(f, "name", { value: "g" });
