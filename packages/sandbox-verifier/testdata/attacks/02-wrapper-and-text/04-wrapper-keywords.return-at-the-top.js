// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: body
// by: verifier
// rule: X7
// expect: reject(verify:syntax) 2:1
"use strict";
return;
