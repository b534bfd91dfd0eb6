/**
 * Hardening, data helpers and literals
 * one condition away from an accepted form: each is refused at its place.
 */
import { accepts, CF, LOCAL, refuses } from "../support/near-misses.ts";

const F = "function f() {}\n";
const P = `${CF}const p = cf_1.pattern(() => 1);\n`;

refuses("hardening", [
  ["without a function", "const a = __cfHardenFn();", "helper 2:11"],
  [
    "of a function and a name that is no literal",
    "const n = 'n', a = __cfHardenFn(() => 1, n);",
    "helper 2:20",
  ],
  ["with three arguments", "const a = __cfHardenFn(() => 1, 'n', 1);", "helper 2:11"],
  [
    "of a name, inside data",
    `${F}const a = __cfHelpers.__cf_data([__cfHardenFn(f)]);`,
    "helper 3:34",
  ],
  ["called optionally", "const a = __cfHardenFn?.(() => 1);", "value 2:11"],
  ["statement without a function", "__cfHardenFn();", "helper 2:1"],
  ["statement with two arguments", `${F}__cfHardenFn(f, f);`, "helper 3:1"],
  ["statement of no name", "__cfHardenFn(1);", "helper 2:1"],
  ["statement of a constant", "const a = 1;\n__cfHardenFn(a);", "helper 3:1"],
]);

refuses("a data helper", [
  [
    "in a sequence that ends with something else",
    `${F}const a = (0, __cfHelpers.__cf_data, f)([1]);`,
    "call-result 3:11",
  ],
  [
    "with two arguments, inside data",
    "const a = __cfHelpers.__cf_data([__cfHelpers.__cf_data(1, 2)]);",
    "helper 2:34",
  ],
  [
    "with a spread, inside data",
    "const a = __cfHelpers.__cf_data([__cfHelpers.schema(...[1])]);",
    "helper 2:34",
  ],
  ["over a known builder", `${P}const a = __cfHelpers.__cf_data(p);`, "helper 4:33"],
  [
    "over a builder call",
    `${CF}const a = __cfHelpers.__cf_data(cf_1.pattern(() => 1));`,
    "helper 3:33",
  ],
  ["of schemas over a builder", `${P}const a = __cfHelpers.schema(p);`, "value 4:30"],
  ["of schemas over a function", `${F}const a = __cfHelpers.schema(f);`, "value 3:30"],
  ["called optionally", "const a = __cfHelpers.__cf_data?.([1]);", "value 2:11"],
  ["reached optionally", "const a = __cfHelpers?.__cf_data([1]);", "helper 2:11"],
  ["reached by a computed name", "const a = __cfHelpers['__cf_data']([1]);", "helper 2:11"],
  ["in a sequence of three", "const a = (0, 1, __cfHelpers.__cf_data)([1]);", "call-result 2:11"],
  [
    "in a sequence that begins with one",
    "const a = (1, __cfHelpers.__cf_data)([1]);",
    "call-result 2:11",
  ],
  [
    "in a sequence that begins with a text",
    "const a = ('0', __cfHelpers.__cf_data)([1]);",
    "call-result 2:11",
  ],
  [
    "in a sequence that begins with a call",
    `${F}const a = (f(), __cfHelpers.__cf_data)([1]);`,
    "call-result 3:11",
  ],
  [
    "of a local module of the same name",
    `${LOCAL}const a = x_1.__cf_data([1]);`,
    "call-result 3:11",
  ],
  [
    "of a host that is required later",
    'const a = cf_1.__cf_data([1]);\nconst cf_1 = require("commonfabric");',
    "call-result 2:11",
  ],
]);

refuses("computed data under a policy without it", [
  [
    "inside other data",
    "const a = __cfHelpers.__cf_data([__cfHelpers.__cf_data([1].concat(2))]);",
    "thunk 2:56",
  ],
], { allowThunks: false });

refuses("a literal", [
  ["spread of no data", `${F}const a = __cfHelpers.schema({ ...f });`, "value 3:35"],
  [
    "spread of a refused value",
    `${F}const a = __cfHelpers.schema({ ...f() });`,
    "call-result 3:35",
  ],
  [
    "with a computed key that is refused",
    `${F}const a = __cfHelpers.schema({ [f()]: 1 });`,
    "call-result 3:33",
  ],
  [
    "with a computed key that is no primitive",
    `${LOCAL}const a = __cfHelpers.schema({ [x_1.a]: 1 });`,
    "value 3:33",
  ],
  [
    "with a second key that is no primitive",
    `${LOCAL}const a = __cfHelpers.schema({ a: 1, ["b"]: 1, [x_1.a]: 1 });`,
    "value 3:49",
  ],
  ["with a function", `${F}const a = __cfHelpers.schema({ a: f });`, "value 3:35"],
  ["with a builder behind a value", `${P}const a = __cfHelpers.schema([1, p]);`, "value 4:34"],
  ["with a setter", "const a = __cfHelpers.schema({ set a(v) {} });", "value 2:32"],
  [
    "with a prototype named by a text",
    "const a = __cfHelpers.schema({ '__proto__': 1 });",
    "value 2:32",
  ],
  ["that is a global expression", "const a = __cfHelpers.__cf_data(/a/g);", "value 2:33"],
  [
    "that is a sticky expression inside a schema",
    "const a = __cfHelpers.schema([/a/sy]);",
    "value 2:31",
  ],
  ["that is an expression outside data", "const a = /a/;", "mutable-data 2:11"],
  ["that is an array outside data", "const a = [1];", "mutable-data 2:11"],
  ["that is a collection outside data", "const a = new Map();", "mutable-data 2:11"],
  ["that is another class", "const a = __cfHelpers.schema(new WeakMap());", "mutable-data 2:30"],
  [
    "that is a class by a path",
    "const a = __cfHelpers.schema(new Reflect.Map());",
    "mutable-data 2:30",
  ],
  [
    "that is a collection of two arguments",
    "const a = __cfHelpers.schema(new Map([], 1));",
    "mutable-data 2:30",
  ],
  [
    "that is a collection of a spread",
    "const a = __cfHelpers.schema(new Set(...[[1]]));",
    "value 2:38",
  ],
  [
    "that is a collection of a builder",
    `${P}const a = __cfHelpers.schema(new Set(p));`,
    "value 4:38",
  ],
  [
    "that is a collection of a refused value",
    `${F}const a = __cfHelpers.schema(new Set(f()));`,
    "call-result 3:38",
  ],
  [
    "that is a collection of the module's own Map",
    "function Map() {}\nconst a = __cfHelpers.schema(new Map());",
    "mutable-data 3:30",
  ],
  [
    "that is a collection of the module's own Set",
    "function Set() {}\nconst a = __cfHelpers.schema(new Set());",
    "mutable-data 3:30",
  ],
  [
    "that holds a function beside a final refusal",
    "const a = __cfHelpers.schema([x(), { m() {} }]);",
    "free-name 2:31",
    "value 2:38",
  ],
]);

accepts("a literal", [
  [
    "with a shorthand of the name of the prototype",
    "const __proto__ = 1;\nexports.a = __cfHelpers.schema({ __proto__ });",
  ],
  [
    "without arguments of its collection",
    "exports.a = __cfHelpers.schema([new Map(), new Set(), new Map([[1, 2]])]);",
  ],
  [
    "with holes, spreads and computed keys",
    'const k = "k", d = __cfHelpers.schema([]);\nexports.a = __cfHelpers.schema({ [k]: [, 1, ...d], ...d, __proto__ : k }.a);'
      .replace(", __proto__ : k }.a", " }"),
  ],
  [
    "with a shorthand named like the prototype",
    "function f() { const __proto__ = 1; return { __proto__ }; }\nexports.f = f;",
  ],
]);
