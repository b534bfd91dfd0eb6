// attack: 01-new-code/14-sandbox-names
// kind: body
// by: verifier
// second: loader
// rule: W8
// expect: reject(verify:new-code) 3:20
"use strict";
exports.probe = probe;
function probe() { harden({}); return ["harden"]; }
