// attack: 04-module-grammar/26-exports-shapes
// kind: body
// by: verifier
// rule: S3
// expect: reject(verify:exports) 2:13
"use strict";
exports.a = exports.b = void 0;
exports.a = 1;
