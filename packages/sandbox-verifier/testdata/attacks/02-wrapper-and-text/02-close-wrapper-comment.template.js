// attack: 02-wrapper-and-text/02-close-wrapper-comment
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:12
"use strict";
const a = `})
