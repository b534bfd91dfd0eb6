// attack: 05-hidden-state/01-frozen-map
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:call-result) 2:14
"use strict";
const kept = Object.freeze(new WeakMap());
