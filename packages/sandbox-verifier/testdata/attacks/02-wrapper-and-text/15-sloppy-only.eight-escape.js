// attack: 02-wrapper-and-text/15-sloppy-only
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:13
"use strict";
const a = "\8";
