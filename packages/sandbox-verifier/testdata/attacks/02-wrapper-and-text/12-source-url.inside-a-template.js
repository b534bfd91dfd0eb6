// attack: 02-wrapper-and-text/12-source-url
// kind: body
// by: verifier
// rule: K3
// expect: reject(verify:comment) 2:28
"use strict";
function f() { return `${1 /*# sourceURL=a */}`; }
