// attack: 01-new-code/07-import-declaration
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:1
"use strict";
export const a = 1;
