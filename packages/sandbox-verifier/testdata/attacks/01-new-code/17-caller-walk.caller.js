// attack: 01-new-code/17-caller-walk
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function probe() { return [String(probe.caller)]; }
