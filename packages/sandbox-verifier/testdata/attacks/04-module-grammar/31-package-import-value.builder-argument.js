// attack: 04-module-grammar/31-package-import-value
// kind: body
// by: verifier
// expect: reject(verify:package) 4:40
"use strict";
const cf_1 = require("commonfabric");
const pkg_1 = require("left-pad");
const a = (0, cf_1.lift)(() => 1, { a: pkg_1.schema });
