// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// rule: W9
// expect: reject(verify:host-namespace) 3:23
"use strict";
const pkg_1 = require("left-pad");
function f() { return pkg_1; }
