// attack: 01-new-code/13-constructor-walk
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function probe() { Reflect.construct((() => 1).constructor, ["return tripwire('reflect')"])(); return ["reflect"]; }
