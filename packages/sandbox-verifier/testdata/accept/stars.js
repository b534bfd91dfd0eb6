"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.z = exports.ns = void 0;
__exportStar(require("./x.ts"), exports);
__exportStar(require("../y.ts"), exports);
exports.ns = __importStar(require("/z.ts"));
exports.z = 1;
