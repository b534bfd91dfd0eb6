// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: S3
// expect: reject(verify:exports) 2:1
"use strict";
exports.a = void 0;
