// attack: 02-wrapper-and-text/16-labels-debugger
// kind: body
// by: verifier
// expect: reject(verify:statement) 2:1
"use strict";
require: ;
