// attack: 04-module-grammar/31-package-import-value
// kind: body
// by: verifier
// rule: S5
// expect: reject(verify:package) 2:1
"use strict";
__exportStar(require("left-pad"), exports);
