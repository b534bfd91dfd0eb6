// attack: 02-wrapper-and-text/03-trailing-line-comment
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
exports.value = 1;
// })
