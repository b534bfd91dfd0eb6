// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// expect: reject(verify:exports) 2:11
"use strict";
const a = exports;
