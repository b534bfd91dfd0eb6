// attack: 02-wrapper-and-text/11-lone-surrogate
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
exports.value = __cfHelpers.__cf_data("\ud800".length);
