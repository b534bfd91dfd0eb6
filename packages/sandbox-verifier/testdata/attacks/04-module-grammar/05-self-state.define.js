// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
function f() { Object.defineProperty(f, "count", { value: 1, writable: true }); }
exports.probe = probe;
function probe() { f(); return ["defined"]; }
