// attack: 01-new-code/13-constructor-walk
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function probe() { probe["con" + "structor"]("return tripwire('computed')")(); return ["computed"]; }
