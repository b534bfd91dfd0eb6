"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.z = exports.b = exports.a = void 0;
const x_ts_1 = require("./x.ts");
Object.defineProperty(exports, "a", { enumerable: true, get: function () { return x_ts_1.a; } });
Object.defineProperty(exports, "b", { enumerable: true, get: function () { return x_ts_1.a; } });
exports.z = x_ts_1.a;
