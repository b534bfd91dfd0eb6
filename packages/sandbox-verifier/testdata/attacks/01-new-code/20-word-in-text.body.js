// attack: 01-new-code/20-word-in-text
// kind: body
// by: verifier
// value: ["important (1)","o.import(2)","reimport(3)","evaluate(4)","./import.ts","import x","o.eval(5)"]
// expect: accept
"use strict";
exports.value = __cfHelpers.__cf_data(["important (1)", "o.import(2)", "reimport(3)", "evaluate(4)", "./import.ts", "import x", "o.eval(5)"]);
