// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: body
// by: verifier
// rule: W6
// expect: reject(verify:module-this) 2:7
"use strict";
const await = 1;
