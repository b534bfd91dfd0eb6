// attack: 02-wrapper-and-text/17-parser-options
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:27
"use strict";
function f(a) { return a |> a; }
