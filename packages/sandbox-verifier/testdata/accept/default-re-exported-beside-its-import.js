"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.d = void 0;
exports.f = f;
const x_ts_1 = __importDefault(require("./x.ts"));
var x_ts_2 = require("./x.ts");
Object.defineProperty(exports, "d", { enumerable: true, get: function () { return __importDefault(x_ts_2).default; } });
function f() { return x_ts_1.default; }
