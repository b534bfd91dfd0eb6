// attack: 01-new-code/15-host-names
// kind: body
// by: verifier
// second: loader
// rule: W7
// expect: reject(verify:free-name) 3:24
"use strict";
exports.probe = probe;
function probe() { new Worker("data:text/javascript,0", { type: "module" }); return ["Worker"]; }
