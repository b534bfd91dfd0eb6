// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: S6
// expect: reject(verify:statement) 2:1
"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const Object = 1;
