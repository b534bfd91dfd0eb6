// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// expect: reject(verify:escaped-name) 2:24
"use strict";
function f(t) { return \u0065val(t); }
exports.probe = probe;
function probe() { return f("this") === undefined ? [] : ["eval"]; }
