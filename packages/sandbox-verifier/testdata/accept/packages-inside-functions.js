"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.f = f;
const left_pad_1 = __importStar(require("left-pad"));
const all = __importStar(require("left-pad"));
function f(s) { return (0, left_pad_1.default)(s) + (0, left_pad_1.other)(s) + all.third(s); }
