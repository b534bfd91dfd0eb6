"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.q = void 0;
const commonfabric_1 = require("commonfabric");
const p = (0, commonfabric_1.pattern)(() => p);
exports.q = p;
exports.default = p;
