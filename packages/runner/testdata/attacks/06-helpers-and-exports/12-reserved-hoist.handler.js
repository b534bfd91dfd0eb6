// attack: 06-helpers-and-exports/12-reserved-hoist
// kind: body
// by: verifier
// expect: reject(verify:export-name) 2:1
"use strict";
exports.__cfHandler_1 = 1;
