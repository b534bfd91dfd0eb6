// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:5
"use strict";
for await (const a of []) ;
