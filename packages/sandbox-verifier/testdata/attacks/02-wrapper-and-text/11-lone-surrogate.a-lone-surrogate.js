// attack: 02-wrapper-and-text/11-lone-surrogate
// kind: body
// by: verifier
// rule: X2
// expect: reject(verify:text) 2:2
// escapes: yes
"use strict";
"\u{d800}";
