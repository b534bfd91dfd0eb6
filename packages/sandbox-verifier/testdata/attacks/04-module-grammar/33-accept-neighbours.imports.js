// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// value: [1,"two","default of the companion",2]
// expect: accept
"use strict";
const x_1 = require("./x.ts");
const y_1 = __importDefault(require("./x.ts"));
const ns = __importStar(require("./x.ts"));
exports.ns = require("./x.ts");
__exportStar(require("./x.ts"), exports);
exports.value = __cfHelpers.__cf_data([x_1.a, x_1.b, y_1.default, ns.data.list[1]]);
