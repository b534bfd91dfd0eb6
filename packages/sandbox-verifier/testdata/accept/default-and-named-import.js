"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.y = void 0;
const x_ts_1 = __importStar(require("./x.ts"));
exports.y = __cfHelpers.__cf_data([x_ts_1.default, x_ts_1.a]);
