"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.q = exports.E = void 0;
exports.f = f;
const E = __cfHelpers.__cf_data({ A: 0, 0: "A" });
exports.E = E;
const C = __cfHelpers.__cf_data({ X: 1 });
exports.q = C.X;
function f() { return E.A; }
