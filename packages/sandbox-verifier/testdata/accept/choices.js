"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lib = exports.d = exports.chosen = void 0;
const x_ts_1 = require("./x.ts");
const f = __cfHardenFn(() => 1, "f");
const g = __cfHardenFn(function g() { return 2; });
exports.chosen = x_ts_1.a ? f : g;
exports.d = x_ts_1.a ?? __cfHelpers.__cf_data({ x: 1 });
exports.lib = x_ts_1.a && x_ts_1.a.b["c"][0];
