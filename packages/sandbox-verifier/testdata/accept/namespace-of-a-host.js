"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.n = exports.b = void 0;
const cf = __importStar(require("commonfabric"));
exports.b = cf.lift((x) => x);
exports.n = cf.NAME;
