"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.default = __cfHardenFn(() => 1, "default");
