// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: inert
"use strict";
function f() { return Reflect.set(f, "count", 1) || Reflect.defineProperty(f, "other", { value: 1 }); }
exports.probe = probe;
function probe() { return f() || f.count !== undefined ? ["reflect"] : []; }
