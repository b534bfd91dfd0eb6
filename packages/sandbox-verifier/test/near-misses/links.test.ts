/**
 * Requires, stars and re-exports
 * one condition away from an accepted form: each is refused at its place.
 */
import { accepts, CF, LOCAL, PKG, refuses } from "../support/near-misses.ts";

const F = "function f() {}\n";
const getter = (descriptor: string, start = LOCAL): string =>
  `${start}Object.defineProperty(exports, "a", ${descriptor});`;
const returning = (expression: string, start = LOCAL): string =>
  getter(`{ enumerable: true, get: function () { return ${expression}; } }`, start);

refuses("a re-export", [
  [
    "with a third property",
    getter("{ enumerable: true, get: function () { return x_1.a; }, configurable: true }"),
    "statement 3:1",
  ],
  [
    "by a computed key of the right name",
    `const enumerable = "x";\n${
      getter("{ [enumerable]: true, get: function () { return x_1.a; } }")
    }`,
    "statement 4:1",
  ],
  [
    "whose name is no literal",
    'const n = "n";\n' + returning("x_1.a").replace('"a"', "n"),
    "statement 4:1",
  ],
  [
    "on a host",
    'const cf_1 = require("commonfabric");\nObject.defineProperty(cf_1, "a", {});',
    "statement 3:1",
    "host-namespace 3:23",
  ],
  [
    "that is not enumerable",
    getter("{ enumerable: false, get: function () { return x_1.a; } }"),
    "statement 3:1",
  ],
  ["without enumerable", getter("{ get: function () { return x_1.a; } }"), "statement 3:1"],
  [
    "with another property in its place",
    getter("{ configurable: true, get: function () { return x_1.a; } }"),
    "statement 3:1",
  ],
  [
    "in another order",
    getter("{ get: function () { return x_1.a; }, enumerable: true }"),
    "statement 3:1",
  ],
  ["by a method", getter("{ enumerable: true, get() { return x_1.a; } }"), "statement 3:1"],
  [
    "by an accessor of the descriptor",
    getter("{ enumerable: true, get get() { return x_1.a; } }"),
    "statement 3:1",
  ],
  [
    "by a computed key",
    getter("{ enumerable: true, ['get']: function () { return x_1.a; } }"),
    "statement 3:1",
  ],
  [
    "by a named getter",
    getter("{ enumerable: true, get: function g() { return x_1.a; } }"),
    "statement 3:1",
  ],
  [
    "by an asynchronous getter",
    getter("{ enumerable: true, get: async function () { return x_1.a; } }"),
    "statement 3:1",
  ],
  [
    "by a generator",
    getter("{ enumerable: true, get: function* () { return x_1.a; } }"),
    "statement 3:1",
  ],
  ["by an empty getter", getter("{ enumerable: true, get: function () {} }"), "statement 3:1"],
  [
    "by a getter of two statements",
    getter("{ enumerable: true, get: function () { return x_1.a; return x_1.b; } }"),
    "statement 3:1",
  ],
  [
    "by a getter that throws",
    getter("{ enumerable: true, get: function () { throw x_1.a; } }"),
    "statement 3:1",
  ],
  [
    "by a getter that returns nothing",
    getter("{ enumerable: true, get: function () { return; } }"),
    "statement 3:1",
  ],
  [
    "by a getter of a hardened function",
    getter("{ enumerable: true, get: __cfHardenFn(function () { return x_1.a; }) }"),
    "statement 3:1",
  ],
  ["of a whole import", returning("x_1"), "statement 3:1"],
  ["of a computed member", returning("x_1[f]", `${LOCAL}${F}`), "statement 4:1"],
  ["of a member of a member", returning("x_1.a.b"), "statement 3:1"],
  ["of an optional member", returning("x_1?.a"), "statement 3:1"],
  [
    "of another name by the interop",
    returning("__importDefault(x_1).other"),
    "statement 3:1",
    "helper 3:83",
  ],
  [
    "of the interop by a computed name",
    returning("__importDefault(x_1)[f]", `${LOCAL}${F}`),
    "statement 4:1",
    "helper 4:83",
  ],
  [
    "of the interop with two arguments",
    returning("__importDefault(x_1, 1).default"),
    "statement 3:1",
    "helper 3:83",
  ],
  [
    "of the interop with none",
    returning("__importDefault().default"),
    "statement 3:1",
    "helper 3:83",
  ],
  [
    "of the interop of a literal",
    returning("__importDefault(1).default"),
    "statement 3:1",
    "helper 3:83",
  ],
  [
    "of the interop of a constant",
    returning("__importDefault(n).default", "const n = 1;\n"),
    "statement 3:1",
    "helper 3:83",
  ],
  [
    "of the interop of a free name",
    returning("__importDefault(n).default", ""),
    "statement 2:1",
    "helper 2:83",
    "free-name 2:99",
  ],
  ["of the star interop", returning("__importStar(x_1).default"), "statement 3:1", "helper 3:83"],
  ["of a function", returning("f.a", F), "statement 3:1"],
  ["of a free name", returning("n.a", ""), "statement 2:1", "free-name 2:83"],
  ["of a host member that is missing", returning("cf_1.other", CF), "host-namespace 3:83"],
  ["of a package by the interop", returning("__importDefault(pkg_1).default", PKG), "package 3:1"],
  ["under a refused name", returning("x_1.a").replace('"a"', '"then"'), "export-name 3:32"],
  ["under a name that is taken", `exports.a = 1;\n${returning("x_1.a")}`, "duplicate-export 4:32"],
]);

accepts("a re-export", [
  [
    "of a default by the interop, and of a text",
    `${returning("__importDefault(x_1).default")}\n${
      returning('x_1["b c"]', "").replace('"a"', '"b c"')
    }`,
  ],
  ["of a var", returning("x_1.a", 'var x_1 = require("./x.ts");\n')],
  ["of a host", returning("cf_1.NAME", CF)],
]);

refuses("a require", [
  ["of two texts", 'const a = require("./x.ts", "./y.ts");', "helper 2:11"],
  ["of no text", "const a = require(1);", "helper 2:11"],
  ["of nothing", "require();", "helper 2:1"],
  ["of an unknown package", 'const a = require("other");', "import-not-declared 2:19"],
  ["of a name", "const n = './x.ts', a = require(n);", "helper 2:25"],
  ["in a pattern", 'const { a } = require("./x.ts");', "value 2:7", "helper 2:15"],
  [
    "in a wrapper with two arguments",
    'const a = __importStar(require("./x.ts"), 1);',
    "helper 2:11",
    "helper 2:24",
  ],
  ["in a wrapper that has no require", "const a = __importStar(1);", "helper 2:11"],
  [
    "in two wrappers",
    'const a = __importStar(__importDefault(require("./x.ts")));',
    "helper 2:11",
    "helper 2:24",
    "helper 2:40",
  ],
  ["in a wrapper by name", 'exports.a = __importDefault(require("./x.ts"));', "value 2:13"],
  ["beside another constant", 'const a = require("./x.ts"), b = 1;', "helper 2:11"],
  ["beside an alias without the star", 'const a = require("./x.ts"), b = a;', "helper 2:11"],
  [
    "beside an alias of another name",
    'const c = 1;\nconst a = __importStar(require("./x.ts")), b = c;',
    "helper 3:11",
    "helper 3:24",
  ],
  [
    "beside an alias in a pattern",
    'const a = __importStar(require("./x.ts")), { b } = a;',
    "helper 2:11",
    "helper 2:24",
    "value 2:44",
  ],
  [
    "beside two aliases",
    'const a = __importStar(require("./x.ts")), b = a, c = a;',
    "helper 2:11",
    "helper 2:24",
  ],
  ["beside an alias of something else", "const f = 1, a = __importStar(f), b = a;", "helper 2:18"],
  [
    "in a var of two",
    'var a = require("./x.ts"), b = require("./y.ts");',
    "mutable-binding 2:1",
    "helper 2:9",
    "helper 2:32",
  ],
  [
    "in a var with a pattern",
    'var { a } = require("./x.ts");',
    "mutable-binding 2:1",
    "helper 2:13",
  ],
  [
    "in a var with a wrapper",
    'var a = __importStar(require("./x.ts"));',
    "mutable-binding 2:1",
    "helper 2:9",
    "helper 2:22",
  ],
  ["in a var without a text", "var a = require(1);", "mutable-binding 2:1", "helper 2:9"],
  ["that is no call, in a var", "var a = 1;", "mutable-binding 2:1"],
  ["in a wrapper alone", '__importStar(require("./x.ts"));', "helper 2:1", "helper 2:14"],
  ["in a let", 'let a = require("./x.ts");', "mutable-binding 2:1", "helper 2:9"],
  ["called optionally", 'const a = require?.("./x.ts");', "helper 2:11"],
]);

refuses("a star", [
  ["with one argument", '__exportStar(require("./x.ts"));', "helper 2:1", "helper 2:14"],
  [
    "with three arguments",
    '__exportStar(require("./x.ts"), exports, 1);',
    "helper 2:1",
    "helper 2:14",
    "exports 2:33",
  ],
  ["into another object", '__exportStar(require("./x.ts"), Object);', "helper 2:1", "helper 2:14"],
  ["of an import", `${LOCAL}__exportStar(x_1, exports);`, "helper 3:1", "exports 3:19"],
  ["of no text", "__exportStar(require(1), exports);", "helper 2:1", "helper 2:14", "exports 2:26"],
  [
    "of a wrapper",
    '__exportStar(__importStar(require("./x.ts")), exports);',
    "helper 2:1",
    "helper 2:14",
    "helper 2:27",
    "exports 2:47",
  ],
  ["of a package", '__exportStar(require("left-pad"), exports);', "package 2:1"],
]);
