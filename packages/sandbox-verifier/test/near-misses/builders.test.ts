/**
 * Builder calls
 * one condition away from an accepted form: each is refused at its place.
 */
import { accepts, CF, LOCAL, PKG, refuses } from "../support/near-misses.ts";

const F = "function f() {}\n";
const P = `${CF}const p = cf_1.pattern(() => 1);\n`;

refuses("a builder", [
  [
    "with a spread, inside data",
    `${CF}const a = __cfHelpers.__cf_data([cf_1.pattern(() => 1, ...[1])]);`,
    "value 3:56",
  ],
  [
    "with one argument too many, inside data",
    `${CF}const a = __cfHelpers.__cf_data([cf_1.computed(() => 1, 1, 2)]);`,
    "value 3:60",
  ],
  [
    "with a later callback, inside data",
    `${CF}const a = __cfHelpers.__cf_data([cf_1.pattern(b)]);\nconst b = __cfHardenFn(() => 1);`,
    "use-before-definition 3:47",
  ],
  [
    "with a function, inside data",
    `${CF}${F}const a = __cfHelpers.__cf_data([cf_1.pattern(() => 1, f)]);`,
    "value 4:56",
  ],
  ["of tools without an argument", `${CF}const a = cf_1.patternTool();`, "callback 3:11"],
  [
    "of tools with a function behind the builder",
    `${P}const a = cf_1.patternTool(p, p1);\n${F}const p1 = __cfHardenFn(() => 1);`,
    "use-before-definition 4:31",
  ],
  ["of tools with a function name", `${P}${F}const a = cf_1.patternTool(p, f);`, "value 5:31"],
  [
    "of tools over data",
    `${CF}const d = __cfHelpers.schema({});\nconst a = cf_1.patternTool(d);`,
    "callback 4:28",
  ],
  [
    "with a name of a function as a value",
    `${CF}${F}const a = cf_1.pattern(() => 1, f);`,
    "value 4:33",
  ],
  [
    "with a function behind other values",
    `${CF}${F}const a = cf_1.pattern(() => 1, 1, f);`,
    "value 4:36",
  ],
  [
    "with a refused value inside computed data",
    `${CF}const a = __cfHelpers.__cf_data([cf_1.pattern(1)]);`,
    "callback 3:47",
  ],
  [
    "whose callback is a name of data",
    `${CF}const d = __cfHelpers.schema({});\nconst a = cf_1.pattern(d);`,
    "callback 4:24",
  ],
  [
    "whose callback is a later constant",
    `${CF}const a = cf_1.pattern(b);\nconst b = __cfHardenFn(() => 1);`,
    "use-before-definition 3:24",
  ],
  ["whose callback is a global", `${CF}const a = cf_1.pattern(Object);`, "callback 3:24"],
  [
    "whose first callback is behind the places",
    `${CF}const a = cf_1.lift(1, 2, 3, () => 1);`,
    "callback 3:27",
  ],
  [
    "whose handler has its callback in second place",
    `${CF}const a = cf_1.handler({}, () => 1);`,
    "callback 3:28",
  ],
  ["whose callback is spread", `${CF}const a = cf_1.pattern(...[() => 1]);`, "value 3:24"],
  [
    "with more arguments than it takes, the last a literal",
    `${CF}const a = cf_1.pattern(() => 1, 1, 2, 3, 4);`,
    "value 3:42",
  ],
  [
    "of a host that is a local module",
    `${LOCAL}const a = x_1.pattern(() => 1);`,
    "call-result 3:11",
  ],
  [
    "that is internal, through the import",
    `${CF}const a = cf_1.h(() => 1);`,
    "host-namespace 3:11",
  ],
]);

accepts("a builder", [
  [
    "with its callback in each place of lift",
    `${CF}exports.a = cf_1.lift(() => 1);\nexports.b = cf_1.lift(1, () => 1);\nexports.c = cf_1.lift(1, 2, () => 1);`,
  ],
  [
    "with its callback in each place of handler",
    `${CF}exports.a = cf_1.handler(() => 1);\nexports.b = cf_1.handler(1, 2, () => 1, {});`,
  ],
  [
    "with a hardened callback and one by name",
    `${CF}${F}exports.a = cf_1.pattern(__cfHardenFn(() => 1));\nexports.b = (0, cf_1.pattern)(f);`,
  ],
  [
    "of tools over a builder and over an import",
    `${P}${LOCAL}exports.a = cf_1.patternTool(p, { a: 1 });\nexports.b = cf_1.patternTool(x_1.p);`,
  ],
]);

const test = (record: string): string =>
  `${P}const d = __cfHelpers.schema({});\nconst a = cf_1.multiUserTest(${record});`;

refuses("a test of many users", [
  ["with a global as setup", test("{ setup: Object }"), "value 5:39"],
  [
    "with a later builder as setup",
    `${test("{ setup: q }")}\nconst q = cf_1.pattern(() => 1);`,
    "use-before-definition 5:39",
  ],
  [
    "with data as setup, inside data",
    test("{ setup: d }").replace(/cf_1.multi.*\)/, "__cfHelpers.__cf_data([$&])"),
    "value 5:62",
  ],
  [
    "with a global as setup, inside data",
    test("{ setup: Object }").replace(/cf_1.multi.*\)/, "__cfHelpers.__cf_data([$&])"),
    "value 5:62",
  ],
  ["without its record", `${CF}const a = cf_1.multiUserTest();`, "callback 3:11"],
  ["of a name", test("p"), "callback 5:30"],
  ["of two records", test("{ setup: p }, { setup: p }"), "value 5:44"],
  ["with a call as setup", `${P}${F}const a = cf_1.multiUserTest({ setup: f() });`, "value 5:39"],
  ["with data as setup", test("{ setup: d }"), "value 5:39"],
  ["with a function as setup", `${P}${F}const a = cf_1.multiUserTest({ setup: f });`, "value 5:39"],
  ["with an unknown name as setup", test("{ setup: q }"), "free-name 5:39"],
  ["with a record as setup", test("{ setup: { pattern: p } }"), "value 5:39"],
  ["with a list as setup", test("{ setup: [p] }"), "value 5:39"],
  ["with participants by name", test("{ participants: p }"), "value 5:46"],
  ["with participants in a list", test("{ participants: [p] }"), "value 5:46"],
  ["with a spread of members", test("{ ...d }"), "value 5:32"],
  ["with a spread of participants", test("{ participants: { ...d } }"), "value 5:48"],
  ["with a spread of parts", test("{ participants: { a: { ...d } } }"), "value 5:53"],
  ["with an unknown part", test("{ participants: { a: { pattern: p, other: p } } }"), "value 5:65"],
  ["with a part that is data", test("{ participants: { a: { pattern: d } } }"), "value 5:62"],
  [
    "with a part that is a list",
    test("{ participants: { a: { pattern: p, user: [1] } } }"),
    "value 5:71",
  ],
  [
    "with a part that is a record",
    test("{ participants: { a: { pattern: { p } } } }"),
    "value 5:62",
  ],
  ["with a participant that is data", test("{ participants: { a: p, b: d } }"), "value 5:57"],
  ["with a participant that is a list", test("{ participants: { a: [p] } }"), "value 5:51"],
  ["with a member twice", test("{ setup: p, setup: p }"), "value 5:42"],
  ["with a participant twice", test("{ participants: { a: p, 'a': p } }"), "value 5:54"],
  [
    "with a participant named like the prototype",
    test("{ participants: { __proto__: p } }"),
    "value 5:48",
  ],
  ["with a computed member", test("{ ['setup']: p }"), "value 5:32"],
  ["with a method", test("{ setup() {} }"), "value 5:32"],
  ["with a getter", test("{ get setup() { return 1; } }"), "value 5:32"],
  ["with a numeric name", test("{ participants: { 1: p } }"), "value 5:48"],
]);

accepts("a test of many users", [
  [
    "with names, texts, imports and parts",
    `${P}${LOCAL}exports.a = cf_1.multiUserTest({ setup: x_1.s, participants: { a: p, "b c": { pattern: p, user: "b" }, d: { user: 1, pattern: x_1.p } } });`,
  ],
  ["of nothing", `${CF}exports.a = cf_1.multiUserTest({});`],
]);

refuses("a package or host", [
  ["as a constant", `${PKG}const a = pkg_1;`, "package 3:11"],
  ["as an operand", `${CF}const a = !cf_1;`, "host-namespace 3:12"],
  [
    "member by a computed name at module level",
    `${CF}const k = "str", a = cf_1[k];`,
    "host-namespace 3:22",
  ],
  ["builder as a value", `${CF}const a = cf_1.pattern;`, "value 3:11"],
  ["member of an index", `${CF}const a = cf_1[0];`, "host-namespace 3:11"],
]);
