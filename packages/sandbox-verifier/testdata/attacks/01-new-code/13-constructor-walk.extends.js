// attack: 01-new-code/13-constructor-walk
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function probe() { new (class extends (() => 1).constructor { constructor() { super("return tripwire('extends')"); } })()(); return ["extends"]; }
