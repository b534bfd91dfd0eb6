// attack: 01-new-code/10-eval-call
// kind: body
// by: verifier
// second: loader
// escapes: yes
// expect: reject(verify:text) 2:24
"use strict";
function f(t) { return eval\u{a0}(t); }
exports.probe = probe;
function probe() { f("tripwire('eval')"); return ["eval"]; }
