// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// value: 2
// expect: accept
"use strict";
function f() { return new (class { #require = 2; get() { return this.#require; } })().get(); }
exports.value = __cfHelpers.__cf_data(f());
