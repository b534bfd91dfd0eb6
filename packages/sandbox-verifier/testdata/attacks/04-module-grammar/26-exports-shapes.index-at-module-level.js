// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// expect: reject(verify:exports) 3:1
"use strict";
const k = "a";
exports[k] = 1;
