"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.test = exports.tool = exports.i = exports.h = exports.g = exports.f = exports.e = exports.d = exports.c = exports.b = exports.a = void 0;
const commonfabric_1 = require("commonfabric");
function twice(x) { return x * 2; }
exports.a = (0, commonfabric_1.lift)(twice, { type: "number" }, { type: "number" });
exports.b = (0, commonfabric_1.lift)({ type: "number" }, { type: "number" }, (x) => x);
exports.c = (0, commonfabric_1.handler)((event, state) => state.set(event), {});
exports.d = (0, commonfabric_1.handler)({ type: "string" }, { type: "object" }, function (event, state) { state.set(event); });
exports.e = (0, commonfabric_1.computed)(() => 1);
exports.f = (0, commonfabric_1.action)(__cfHardenFn(() => 1));
exports.g = (0, commonfabric_1.render)((s) => s);
exports.h = (0, commonfabric_1.derive)(1, (x) => x);
exports.i = (0, commonfabric_1.derive)({}, {}, 1, (x) => x);
const p = (0, commonfabric_1.pattern)((s) => ({ p, t: (0, commonfabric_1.str) `x ${s.y}` }));
exports.default = p;
exports.tool = (0, commonfabric_1.patternTool)(p, { x: 1 });
exports.test = (0, commonfabric_1.multiUserTest)({ setup: p, participants: { a: p, b: { pattern: p, user: "bob" } } });
