"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ns = exports.y = void 0;
exports.f = f;
const ns = __importStar(require("./x.ts"));
exports.ns = ns;
exports.y = ns.a;
function f(k) { return ns[k]; }
