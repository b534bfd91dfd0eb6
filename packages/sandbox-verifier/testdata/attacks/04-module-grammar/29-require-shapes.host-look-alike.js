// attack: 04-module-grammar/29-require-shapes
// kind: body
// by: verifier
// rule: S4
// expect: reject(verify:import-not-declared) 2:19
"use strict";
const a = require("commonfabric/");
