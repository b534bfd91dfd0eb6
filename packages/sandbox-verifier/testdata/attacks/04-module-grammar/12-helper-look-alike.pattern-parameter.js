// attack: 04-module-grammar/12-helper-look-alike
// kind: body
// by: verifier
// rule: W2
// expect: reject(verify:reserved-name) 2:17
"use strict";
function f({ a: __importStar }) { return __importStar; }
