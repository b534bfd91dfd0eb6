// attack: 01-new-code/14-sandbox-names
// kind: body
// by: verifier
// second: loader
// rule: W8
// expect: reject(verify:new-code) 3:27
"use strict";
exports.probe = probe;
function probe() { return globalThis.tripwire === undefined ? [] : ["tripwire"]; }
