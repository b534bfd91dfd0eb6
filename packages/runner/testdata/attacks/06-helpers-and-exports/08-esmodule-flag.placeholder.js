// attack: 06-helpers-and-exports/08-esmodule-flag
// kind: body
// by: verifier
// expect: reject(verify:export-name) 3:1
"use strict";
exports.__esModule = void 0;
exports.__esModule = 1;
