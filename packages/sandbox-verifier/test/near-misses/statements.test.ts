/**
 * Statements, exports and helper statements
 * one condition away from an accepted form: each is refused at its place.
 */
import { accepts, CF, LOCAL, refuses } from "../support/near-misses.ts";

const F = "function f() {}\n";
const P = `${CF}const p = cf_1.pattern(() => 1);\n`;
const flag = (rest: string): string => `Object.defineProperty(exports, "__esModule"${rest});`;

refuses("a statement", [
  ["that is a text behind another statement", ";'a';", "statement 2:2"],
  ["that is a number", "1;", "statement 2:1"],
  ["that calls optionally", "__cfReg?.({});", "helper 2:1"],
  [
    "that is a method of another object",
    "const a = 1;\na.defineProperty(exports, 'a', {});",
    "statement 3:1",
    "exports 3:18",
  ],
  ["that is another method of Object", "Object.freeze(exports);", "statement 2:1", "exports 2:15"],
  [
    "that is a method by a computed name",
    "Object[defineProperty](exports, '__esModule', { value: true });",
    "statement 2:1",
    "free-name 2:8",
    "exports 2:24",
  ],
  [
    "that is an optional method",
    flag(", { value: true }").replace("Object.", "Object?."),
    "statement 2:1",
    "exports 2:24",
  ],
  [
    "that is using",
    "function f() {}\nlet x = require('./x.ts');",
    "mutable-binding 3:1",
    "helper 3:9",
  ],
  [
    "that is a let of several kinds, and what uses it",
    "let a = 1, [b] = [], { c } = {};\nconst d = a;",
    "mutable-binding 2:1",
  ],
  ["that is a class, and what uses it", "class A {}\nconst b = A;", "class 2:1"],
  ["that is a function of the name of a constant", "const f = 1;\nfunction f() {}", "syntax 3:10"],
  [
    "that is a constant of the name of an import",
    `${LOCAL}var x_1 = require("./y.ts");`,
    "syntax 3:5",
  ],
  [
    "that is a var of the name of a var",
    'var a = require("./a.ts");\nvar a = require("./b.ts");',
    "module-state 3:5",
  ],
]);

refuses("the flag", [
  ["without its descriptor", flag(""), "statement 2:1"],
  ["with a fourth argument", flag(", { value: true }, 1"), "statement 2:1"],
  ["with a value that is a text", flag(", { value: 'true' }"), "statement 2:1"],
  ["with a value that is false", flag(", { value: false }"), "statement 2:1"],
  ["with one more property", flag(", { value: true, writable: true }"), "statement 2:1"],
  ["with another property alone", flag(", { writable: true }"), "statement 2:1"],
  ["with a spread", flag(", { ...{ value: true } }"), "statement 2:1"],
  ["with a shorthand", "const value = true;\n" + flag(", { value }"), "statement 3:1"],
  ["with a computed key", flag(", { ['value']: true }"), "statement 2:1"],
  ["with a text as key", flag(", { 'value': true }"), "statement 2:1"],
  ["with a method", flag(", { value() {} }"), "statement 2:1"],
  ["with a getter", flag(", { get value() { return true; } }"), "statement 2:1"],
  [
    "on another object",
    "Object.defineProperty(Object, '__esModule', { value: true });",
    "statement 2:1",
  ],
  [
    "whose name is no literal",
    "const n = 1;\nObject.defineProperty(exports, n, { value: true });",
    "statement 3:1",
  ],
  ["with a descriptor by name", "const n = 1;\n" + flag(", n"), "statement 3:1"],
]);

refuses("an export", [
  ["of a default wrapper", 'exports.a = __importDefault(require("./x.ts"));', "value 2:13"],
  ["of a namespace in a chain", 'exports.a = exports.b = require("./x.ts");', "helper 2:25"],
  ["by a compound assignment", "exports.a = 1;\nexports.a += 1;", "exports 3:1"],
  ["by a logical assignment", "exports.a ||= 1;", "exports 2:1"],
  ["of another object", "const o = 1;\no.a = 1;", "statement 3:1"],
  ["of a member", "exports.a.b = 1;", "statement 2:1"],
  ["by a computed name", "const n = 'a';\nexports[n] = 1;", "exports 3:1"],
  ["of an array pattern", "[exports.a] = [1];", "statement 2:1", "exports 2:2"],
  ["announced and never made", "exports.a = exports.b = void 0;\nexports.a = 1;", "exports 2:13"],
  ["announced by another void", "exports.a = void 1;\nexports.a = 1;", "duplicate-export 3:1"],
  ["announced by a typeof", "exports.a = typeof 0;\nexports.a = 1;", "duplicate-export 3:1"],
  ["announced by a void text", "exports.a = void '0';\nexports.a = 1;", "duplicate-export 3:1"],
  ["announced after it was made", "exports.a = 1;\nexports.a = void 0;", "duplicate-export 3:1"],
  [
    "that is a function without a name of its own",
    "exports.a = exports.b = () => 1;",
    "unhardened 2:25",
  ],
  ["of an ill-formed name", 'exports["\\ud800"] = 1;', "export-name 2:1"],
  ["of a reserved name", "exports.__cfPattern_1 = 1;", "export-name 2:1"],
  ["of the flag", "exports.__esModule = true;", "export-name 2:1"],
  ["of the prototype", "exports.__proto__ = 1;", "export-name 2:1"],
  [
    "of a refused value that is read again",
    "exports.a = f();\nconst b = exports.a;",
    "free-name 2:13",
  ],
]);

accepts("an export", [
  [
    "announced alone, of undefined, twice",
    "exports.a = void 0;\nexports.b = void 0;\nexports.b = 1;\nexports.a = void 0;",
  ],
  ["of a chain with a function", `${F}exports.a = exports.b = f;`],
]);

refuses("registration", [
  ["without its record", "__cfReg();", "helper 2:1"],
  ["of a name", `${P}__cfReg(p);`, "helper 4:1"],
  ["of two records", `${P}__cfReg({ p }, { p });`, "helper 4:1"],
  ["of a spread", `${P}__cfReg({ ...{ p } });`, "helper 4:1"],
  ["of a value", `${P}__cfReg({ a: p });`, "helper 4:1"],
  ["of a default in a pattern", `${P}__cfReg({ p: p });`, "helper 4:1"],
  ["of a name twice", `${P}__cfReg({ p, p });`, "helper 4:1"],
  ["of a function", `${F}__cfReg({ f });`, "helper 3:1"],
  ["of data", "const d = __cfHelpers.schema({});\n__cfReg({ d });", "helper 3:1"],
  ["of a reference", `${LOCAL}const r = x_1.p;\n__cfReg({ r });`, "helper 4:1"],
  ["of an import", `${LOCAL}__cfReg({ x_1 });`, "helper 3:1"],
  ["of a free name", "__cfReg({ Object });", "helper 2:1"],
  ["twice", `${P}__cfReg({ p });\n__cfReg({ p });`, "helper 4:1", "helper 5:1"],
  ["before another statement", `${P}__cfReg({ p });\nexports.a = p;`, "helper 4:1"],
]);

refuses("a probe", [
  ["by a member", "__cfHelpers.__cfCover(1);", "helper 2:1"],
  ["of two numbers", "__cfCover(1, 2);", "statement 2:1"],
  ["of nothing", "__cfCover();", "statement 2:1"],
  ["of a fraction", "__cfCover(1.5);", "statement 2:1"],
  ["of a negative number", "__cfCover(-1);", "statement 2:1"],
  ["of a text", "__cfCover('1');", "statement 2:1"],
  ["of a name", "const n = 1;\n__cfCover(n);", "statement 3:1"],
  ["called optionally", "__cfCover?.(1);", "statement 2:1"],
  ["that is another function", "Object(1);", "statement 2:1"],
], { coverage: true });

refuses("a probe without coverage", [["", "__cfCover(1);", "free-name 2:1"]]);

accepts("a probe", [[
  "at module level and in a function",
  "__cfCover(0);\nfunction f() { __cfCover(12); }",
]], {
  coverage: true,
});
