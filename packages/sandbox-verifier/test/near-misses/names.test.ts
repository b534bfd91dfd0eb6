/** Uses of wrapper names, imports and reserved names one condition away from an accepted one. */
import { accepts, CF, LOCAL, PKG, refuses, refusesWithout } from "../support/near-misses.ts";

refuses("a wrapper name", [
  ["hardening by call", "const a = __cfHardenFn.call(1, () => 1);", "helper 2:11"],
  ["hardening as a tag", "const a = __cfHardenFn`x`;", "value 2:11"],
  ["helpers deleted", "function f() { delete __cfHelpers.NAME; }", "helper 2:23"],
  ["helpers assigned", "function f() { __cfHelpers.NAME = 1; }", "helper 2:16"],
  ["helpers by a computed name", "function f(k) { __cfHelpers[k]; }", "helper 2:17"],
  ["helpers by a text", "function f() { __cfHelpers['NAME']; }", "helper 2:16"],
  [
    "helpers by a private name",
    "class A { #a; static b(o) { return __cfHelpers.#a; } }",
    "class 2:1",
    "helper 2:36",
  ],
  ["factory by another member", "function f() { __cfHelpers.h.other; }", "helper 2:16"],
  ["factory by a text", "function f() { __cfHelpers.h['fragment']; }", "helper 2:16"],
  [
    "factory by a computed member",
    "function f(fragment) { __cfHelpers.h[fragment]; }",
    "helper 2:24",
  ],
  [
    "exports read optionally",
    "exports.a = 1;\nfunction f() { return exports?.a; }",
    "exports 3:23",
  ],
  [
    "exports assigned in a function",
    "exports.a = 1;\nfunction f() { exports.a = 2; }",
    "exports 3:16",
  ],
  [
    "exports counted in a function",
    "exports.a = 1;\nfunction f() { exports.a++; }",
    "exports 3:16",
  ],
  ["exports called in a function", "exports.a = 1;\nfunction f() { exports.a(); }", "exports 3:16"],
  [
    "exports deleted in a function",
    "exports.a = 1;\nfunction f() { delete exports.a; }",
    "exports 3:23",
  ],
  [
    "builder of exports in computed data",
    `${CF}exports.p = cf_1.pattern(() => 1);\nconst d = __cfHelpers.__cf_data([exports.p].length);`,
    "helper 4:34",
  ],
]);

accepts("a wrapper name", [
  [
    "members of helpers, of other objects, and the fragment",
    "function f(o) { return [__cfHelpers.UI.x, o.h.x, o.__cfHelpers, __cfHelpers.h.fragment]; }",
  ],
  [
    "data helper in computed data",
    "const a = __cfHelpers.__cf_data((() => __cfHelpers.schema({}))());",
  ],
  [
    "exports in computed data and in a function",
    "exports.a = 1;\nconst d = __cfHelpers.__cf_data([exports.a].length);\nfunction f() { return [exports.a, (0, exports.a)()]; }",
  ],
  [
    "an object of the name of a property",
    "function f(o) { return o.exports.x = o.require(o.__cfReg); }",
  ],
]);

refuses("a reserved name", [
  ["that is no hoist", "const __cfOther_1 = 1;", "reserved-name 2:7"],
  ["of a hoist without number", "const __cfPattern_ = 1;", "reserved-name 2:7"],
  ["of a hoist with the number zero", "const __cfLift_0 = 1;", "reserved-name 2:7"],
  ["of a hoist and more", "const __cfHandler_1x = 1;", "reserved-name 2:7"],
  ["of data with the number zero", "const __cfData_0 = 1;", "reserved-name 2:7"],
  ["of data and more", "const __cfData_1_ = 1;", "reserved-name 2:7"],
  [
    "of another hoist before",
    "const x__cfData_1 = 1, __cfdata_1 = 1, __cfData = 1;",
    "reserved-name 2:24",
    "reserved-name 2:40",
  ],
  ["of a wrapper as a constant", "const require = 1;", "reserved-name 2:7"],
  ["of a wrapper as a host", 'const exports = require("commonfabric");', "reserved-name 2:7"],
  ["of coverage as a host", 'const __cfCover = require("commonfabric");', "reserved-name 2:7"],
  [
    "of a hoist in a function beside the constant",
    "const __cfPattern_1 = 1;\nfunction f() { const __cfPattern_1 = 2; }",
    "reserved-name 3:22",
  ],
  [
    "of a hoist as an import of the program",
    'const __cfPattern_1 = require("./x.ts");',
    "reserved-name 2:7",
  ],
  [
    "of a host in a function beside the import",
    'const __cfHost_1 = require("commonfabric");\nfunction f(__cfHost_1) {}',
    "reserved-name 3:12",
  ],
  ["of a pattern's input as a constant", "const __cf_pattern_input = 1;", "reserved-name 2:7"],
  ["of a class", "function f() { class __cfData_1 {} }", "reserved-name 2:22"],
  [
    "of a label is none, of a function is one",
    "function __cfLift_1() { __cfReg: for (;;) break __cfReg; }",
    "reserved-name 2:10",
  ],
]);

accepts("a reserved name", [
  [
    "of each hoist and of data",
    "const __cfLift_1 = 1, __cfHandler_20 = 1, __cfPattern_3 = 1, __cfData_4 = 1;",
  ],
  ["of an import of a host", 'const __cfHost_1 = require("commonfabric");'],
  [
    "of a pattern's input as a parameter",
    "function f(__cf_pattern_input) { return ({ __cf_pattern_input }) => 1; }",
  ],
  ["of a label", "function f() { __cfReg: for (;;) break __cfReg; }"],
]);

refuses("an import", [
  ["of a host by a text", `${CF}function f() { return cf_1["str"]; }`, "host-namespace 3:23"],
  ["of a host by a computed name", `${CF}function f(k) { return cf_1[k]; }`, "host-namespace 3:24"],
  ["of a host, optionally", `${CF}function f() { return cf_1?.str; }`, "host-namespace 3:23"],
  [
    "of a host that is missing, with a near name",
    `${CF}function f() { return cf_1.strr; }`,
    "host-namespace 3:23",
  ],
  [
    "of a package as a value in a function",
    `${PKG}function f() { return pkg_1; }`,
    "host-namespace 3:23",
  ],
  [
    "of a package by a computed name",
    `${PKG}function f(k) { return pkg_1[k]; }`,
    "host-namespace 3:24",
  ],
  [
    "of a package in computed data",
    `${PKG}const a = __cfHelpers.__cf_data((() => pkg_1.a)());`,
    "package 3:40",
  ],
  [
    "of a host in computed data that is not pure",
    `${CF}const a = __cfHelpers.__cf_data((() => cf_1.str)());`,
    "helper 3:40",
  ],
  [
    "in a var that is read",
    'var x_1 = require("./x.ts");\nfunction f() { return x_1.a; }',
    "mutable-binding 2:5",
  ],
  [
    "in a var that is a constant's value",
    'var x_1 = require("./x.ts");\nconst a = x_1.a;',
    "mutable-binding 2:5",
  ],
  ["assigned in a function", `${LOCAL}function f() { x_1 = 1; }`, "module-state 3:16"],
]);

refusesWithout("S8", [
  ["a package at module level", `${PKG}const a = pkg_1.a;`, "W10 package 3:11"],
  ["a let that is assigned", "let a = 1;\nfunction f() { a = 2; }", "W1 module-state 3:16"],
]);
