// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
const seen = 1;/* end */ // end
exports.value = seen;
