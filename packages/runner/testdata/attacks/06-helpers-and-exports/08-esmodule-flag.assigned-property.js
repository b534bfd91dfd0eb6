// attack: 06-helpers-and-exports/08-esmodule-flag
// kind: body
// by: verifier
// rule: S2
// also: S0 W3
// expect: reject(verify:statement) 2:1
"use strict";
Reflect.defineProperty(exports, "__esModule", { value: true });
