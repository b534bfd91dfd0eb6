// attack: 02-wrapper-and-text/17-parser-options
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:34
"use strict";
async function f() { await using a = null; }
