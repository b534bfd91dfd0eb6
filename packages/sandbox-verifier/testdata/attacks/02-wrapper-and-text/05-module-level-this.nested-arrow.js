// attack: 02-wrapper-and-text/05-module-level-this
// kind: body
// by: verifier
// rule: W6
// expect: reject(verify:module-this) 2:42
"use strict";
const a = __cfHardenFn(() => () => () => this);
