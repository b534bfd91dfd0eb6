// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
function f() { g.count = 1; }
function g() {}
exports.probe = probe;
function probe() { f(); return ["other"]; }
