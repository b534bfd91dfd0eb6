"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const commonfabric_1 = require("commonfabric");
const h = 1;
exports.default = (0, commonfabric_1.pattern)((s) => ({ [commonfabric_1.NAME]: "n" + h, [commonfabric_1.UI]: __cfHelpers.h("div", { id: "a", ...s, onClick: () => s.go.send() },
        "hi ",
        s.x,
        __cfHelpers.h(__cfHelpers.h.fragment, null, "frag")) }));
