// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
const f = __cfHardenFn(() => { f.count = 1; });
exports.probe = probe;
function probe() { f(); return ["const"]; }
