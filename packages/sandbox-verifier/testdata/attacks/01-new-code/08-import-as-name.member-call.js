// attack: 01-new-code/08-import-as-name
// kind: body
// by: verifier
// rule: K1
// expect: reject(verify:import-token) 2:26
"use strict";
function f(o) { return o.import(1); }
exports.probe = probe;
function probe() { f({ "import"(n) { return n; } }); return []; }
