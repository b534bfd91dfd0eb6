"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.default = f;
function f() { return f; }
