// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:1
"use strict";
return 1;
