"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.y = void 0;
exports.f = f;
const x_ts_1 = __importDefault(require("./x.ts"));
exports.y = x_ts_1.default;
function f() { return (0, x_ts_1.default)(); }
