// attack: 04-module-grammar/15-reassigned-import
// kind: body
// by: verifier
// value: ["TypeError"]
// expect: accept
"use strict";
const x_1 = require("./x.ts");
function f() { try { x_1.a = 2; return "written"; } catch (error) { return error.name; } }
exports.value = __cfHelpers.__cf_data([f()]);
