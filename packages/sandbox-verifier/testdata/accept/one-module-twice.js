"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.z = void 0;
const x_ts_1 = require("./x.ts");
const x_ts_2 = require("./x.ts");
exports.z = x_ts_1.a + x_ts_2.b;
