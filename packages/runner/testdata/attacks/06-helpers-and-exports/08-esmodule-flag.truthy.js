// attack: 06-helpers-and-exports/08-esmodule-flag
// kind: body
// by: verifier
// rule: S2
// expect: reject(verify:statement) 2:1
"use strict";
Object.defineProperty(exports, "__esModule", { value: 1 });
