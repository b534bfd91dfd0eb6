// attack: 02-wrapper-and-text/17-parser-options
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:12
"use strict";
const a = #{ b: 1 };
