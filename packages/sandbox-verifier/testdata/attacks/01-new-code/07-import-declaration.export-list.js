// attack: 01-new-code/07-import-declaration
// kind: body
// by: verifier
// expect: reject(verify:syntax) 3:1
"use strict";
const a = 1;
export { a };
