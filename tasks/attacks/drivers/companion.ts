/** The module that a relative import of a body leads to when the attack file brings none. */
export const COMPANION = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.default = "default of the companion";
exports.a = 1;
exports.b = "two";
exports.data = __cfHelpers.__cf_data({ n: 1, list: [1, 2] });
function f() { return 1; }
function lift(callback) { return callback; }
function pattern(callback) { return callback; }
function __companion_data(value) { return value; }
exports.f = f;
exports.lift = lift;
exports.pattern = pattern;
exports.cell = __companion_data;`;
