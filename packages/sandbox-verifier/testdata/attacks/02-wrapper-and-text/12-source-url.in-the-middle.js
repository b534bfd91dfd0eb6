// attack: 02-wrapper-and-text/12-source-url
// kind: body
// by: verifier
// rule: K3
// expect: reject(verify:comment) 2:1
"use strict";
// see sourceURL=a
