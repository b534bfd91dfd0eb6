// attack: 02-wrapper-and-text/05-module-level-this
// kind: body
// by: verifier
// value: [1,2,3]
// expect: accept
"use strict";
function f() { return [this.a, (() => this.b)(), arguments[0]]; }
exports.value = __cfHelpers.__cf_data(f.call({ a: 1, b: 2 }, 3));
