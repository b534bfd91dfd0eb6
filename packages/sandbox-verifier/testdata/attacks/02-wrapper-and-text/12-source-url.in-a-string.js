// attack: 02-wrapper-and-text/12-source-url
// kind: body
// by: verifier
// value: "//# sourceURL=a"
// expect: accept
"use strict";
exports.value = "//# sourceURL=a";
