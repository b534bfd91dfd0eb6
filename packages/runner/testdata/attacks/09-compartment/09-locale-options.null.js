// attack: 09-compartment/09-locale-options
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
function probe() { return [new Date(0).toLocaleString("en", null)]; }
