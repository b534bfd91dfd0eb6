// attack: 02-wrapper-and-text/01-close-wrapper
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:1
"use strict";
}, tripwire("comma"), function* () {
