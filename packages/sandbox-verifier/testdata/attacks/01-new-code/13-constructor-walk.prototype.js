// attack: 01-new-code/13-constructor-walk
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function probe() { Object.getPrototypeOf(async function* () {}).constructor("return tripwire('prototype')")(); return ["prototype"]; }
