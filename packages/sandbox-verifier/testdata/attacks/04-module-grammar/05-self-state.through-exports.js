// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.f = f;
function f() {}
exports.probe = probe;
function probe() { exports.f.count = 1; return ["export"]; }
