"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.c = exports.a = void 0;
exports.f = f;
exports.g = f;
const a = 1;
exports.a = a;
function f() { }
const b = 2;
exports.c = b;
