// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:17
"use strict";
const a = await 1;
