// attack: 01-new-code/13-constructor-walk
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
async function probe() { await (async () => 1).constructor("return tripwire('async')")(); return ["async"]; }
