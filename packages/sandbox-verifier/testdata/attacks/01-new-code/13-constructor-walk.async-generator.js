// attack: 01-new-code/13-constructor-walk
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
async function probe() { for await (const a of (async function* () {}).constructor("yield tripwire('both')")()) a; return ["both"]; }
