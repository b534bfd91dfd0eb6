// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function probe() { Object.assign(probe, { count: 1 }); return ["assigned"]; }
