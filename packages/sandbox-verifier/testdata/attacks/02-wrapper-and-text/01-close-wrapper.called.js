// attack: 02-wrapper-and-text/01-close-wrapper
// kind: body
// by: verifier
// expect: reject(verify:syntax) 3:1
"use strict";
const a = 1;
})(); tripwire("called"); (() => {
