// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
function* g() {}
exports.probe = probe;
function probe() { g.prototype.count = 1; return ["generator"]; }
