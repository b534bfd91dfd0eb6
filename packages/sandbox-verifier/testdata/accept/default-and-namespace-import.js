"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.d = exports.ns = exports.y = void 0;
const x_ts_1 = __importStar(require("./x.ts")), ns = x_ts_1;
exports.d = x_ts_1.default;
exports.ns = ns;
exports.y = __cfHardenFn(() => [x_ts_1.default, ns.a], "y");
