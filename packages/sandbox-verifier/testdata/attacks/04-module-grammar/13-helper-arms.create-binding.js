// attack: 04-module-grammar/13-helper-arms
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:statement) 3:1
"use strict";
function __createBinding_(o, m, k) { o[k] = m[k]; }
__createBinding_({}, {}, "a");
