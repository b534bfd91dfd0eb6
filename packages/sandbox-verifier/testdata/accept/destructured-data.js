"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.c = exports.a = void 0;
const __cfData_1 = __cfHelpers.__cf_data({ a: 1, b: [2] });
exports.a = __cfData_1.a;
exports.c = __cfData_1.b[0];
