// attack: 04-module-grammar/27-export-names
// kind: body
// by: verifier
// rule: S9
// expect: reject(verify:export-name) 2:1
"use strict";
exports.then = require("./x.ts");
