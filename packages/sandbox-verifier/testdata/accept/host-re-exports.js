"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.l = exports.pattern = void 0;
var commonfabric_1 = require("commonfabric");
Object.defineProperty(exports, "pattern", { enumerable: true, get: function () { return commonfabric_1.pattern; } });
Object.defineProperty(exports, "l", { enumerable: true, get: function () { return commonfabric_1.lift; } });
