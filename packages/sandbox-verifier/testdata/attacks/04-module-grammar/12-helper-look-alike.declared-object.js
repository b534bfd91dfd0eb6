// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: S6
// expect: reject(verify:statement) 3:1
"use strict";
function Object() {}
Object.defineProperty(exports, "__esModule", { value: true });
