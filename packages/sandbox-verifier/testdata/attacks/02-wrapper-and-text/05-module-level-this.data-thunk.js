// attack: 02-wrapper-and-text/05-module-level-this
// kind: body
// by: verifier
// rule: W6
// expect: reject(verify:module-this) 2:47
"use strict";
const a = __cfHelpers.__cf_data([1].map(() => this));
