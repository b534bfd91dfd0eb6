// attack: 04-module-grammar/13-helper-arms
// kind: body
// by: verifier
// rule: W2
// expect: reject(verify:reserved-name) 2:7
"use strict";
const __importStar = __cfHardenFn((m) => f(m));
function f(m) { return m; }
