"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.a = void 0;
exports.f2 = f2;
exports.f3 = f2;
exports.a = f2;
function f2() { return exports.a; }
exports.default = f2;
