// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function probe() { Object.setPrototypeOf(probe, { count: 1 }); return ["prototype of"]; }
