// attack: 04-module-grammar/31-package-import-value
// kind: body
// by: verifier
// rule: S6
// expect: reject(verify:package) 3:1
"use strict";
const pkg_1 = require("left-pad");
Object.defineProperty(exports, "a", { enumerable: true, get: function () { return pkg_1.a; } });
