// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
function F() {}
exports.probe = probe;
function probe() { F.prototype.count = 1; return ["prototype"]; }
