"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.nested = exports.built = exports.table = exports.squares = void 0;
exports.squares = __cfHelpers.__cf_data(Array.from({ length: 4 }, (_, i) => i * i));
exports.table = __cfHelpers.__cf_data((() => { const t = {}; for (let i = 0; i < 3; i++)
    t[i] = i; return t; })());
function build(n) { return [n]; }
exports.built = __cfHelpers.__cf_data(build(3));
exports.nested = __cfHelpers.__cf_data([__cfHelpers.__cf_data(build(1))]);
