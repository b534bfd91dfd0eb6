// attack: 01-new-code/15-host-names
// kind: body
// by: verifier
// second: loader
// rule: W7
// expect: reject(verify:free-name) 3:20
"use strict";
exports.probe = probe;
function probe() { setTimeout("tripwire('timer')", 0); return ["setTimeout"]; }
