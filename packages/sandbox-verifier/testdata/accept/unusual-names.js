"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ä = exports.constructor = void 0;
exports.f = f;
const my_mod_ts_2 = require("./my-mod.ts");
const index_ts_1 = require("./my-mod/index.ts");
const my_mod_ts_1 = 1;
const ä𠀀 = 2;
exports.ä = ä𠀀;
exports.constructor = my_mod_ts_1;
function f() { return my_mod_ts_2.a + index_ts_1.b; }
