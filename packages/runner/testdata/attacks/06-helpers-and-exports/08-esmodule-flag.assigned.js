// attack: 06-helpers-and-exports/08-esmodule-flag
// kind: body
// by: verifier
// expect: reject(verify:export-name) 2:1
"use strict";
exports.__esModule = true;
