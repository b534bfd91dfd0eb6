"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports["p q"] = exports["default"] = exports["x-y"] = void 0;
exports.g = g;
const a = 1;
exports["x-y"] = a;
exports["default"] = a;
var x_ts_1 = require("./x.ts");
Object.defineProperty(exports, "p q", { enumerable: true, get: function () { return x_ts_1.b; } });
const x_ts_2 = require("./x.ts");
function g() { return x_ts_2["u v"]; }
