// attack: 04-module-grammar/28-default-host
// kind: body
// by: verifier
// expect: reject(verify:host-namespace) 3:19
"use strict";
const cf_1 = __importStar(require("commonfabric"));
exports.default = cf_1;
