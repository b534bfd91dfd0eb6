// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// rule: S5
// expect: reject(verify:host-namespace) 2:14
"use strict";
exports.cf = __importStar(require("commonfabric"));
