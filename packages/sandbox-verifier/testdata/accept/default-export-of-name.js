"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const a = 1;
exports.default = a;
