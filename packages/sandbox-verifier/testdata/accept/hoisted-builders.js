"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const commonfabric_1 = require("commonfabric");
const __cfLift_1 = __cfHelpers.lift((x) => x + 1, { type: "number" }, { type: "number" });
const __cfHandler_1 = __cfHelpers.handler({}, {}, (e, s) => s.set(e));
const __cfPattern_1 = __cfHelpers.pattern((__cf_pattern_input) => { const x = __cf_pattern_input.key("x"); return { x }; });
const Local = (0, commonfabric_1.pattern)(() => ({}));
exports.default = (0, commonfabric_1.pattern)((s) => ({ total: __cfLift_1(s.x).for("total", true), Local, onAdd: __cfHandler_1({ s }), list: s.key("list").mapWithPattern(__cfPattern_1, {}) }));
__cfReg({ __cfLift_1, __cfHandler_1, __cfPattern_1, Local });
