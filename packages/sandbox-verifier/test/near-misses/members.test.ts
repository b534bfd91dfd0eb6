/**
 * Names, members and operators
 * one condition away from an accepted form: each is refused at its place.
 */
import { accepts, CF, LOCAL, PKG, refuses } from "../support/near-misses.ts";

const F = "function f() {}\n";
const P = `${CF}const p = cf_1.pattern(() => 1);\n`;

refuses("a name", [
  ["of a refused constant under an operator", "const a = f();\nconst b = -a;", "free-name 2:11"],
  [
    "of a refused export under an operator",
    "exports.a = f();\nconst b = -exports.a;",
    "free-name 2:13",
  ],
  ["that is a global but no primitive", "const a = Object;", "value 2:11"],
  [
    "that is a primitive global of the module's own",
    "function NaN() {}\nconst a = -NaN;\nconst b = [NaN];",
    "value 3:12",
    "mutable-data 4:11",
  ],
  ["that is no global", "const a = unknown;", "free-name 2:11"],
  ["of a refused constant", "const a = f();\nconst b = a;", "free-name 2:11"],
  [
    "of a namespace of a host inside data",
    `${CF}const a = __cfHelpers.__cf_data([cf_1]);`,
    "host-namespace 3:34",
  ],
  [
    "used before it is defined, inside data",
    "const a = __cfHelpers.__cf_data([b]);\nconst b = 1;",
    "use-before-definition 2:34",
  ],
]);

refuses("a member", [
  ["of super", "const a = super.x;", "syntax 2:11"],
  ["of an optional import", `${LOCAL}const a = x_1?.a;`, "value 3:11"],
  ["of a function", `${F}const a = f.a;`, "value 3:11"],
  ["of a builder", `${P}const a = p.a;`, "value 4:11"],
  ["of a primitive", "const n = 'n', a = n.length;", "value 2:20"],
  ["of a refused value", "const a = f().a;", "free-name 2:11"],
  ["by a name that is computed", `${LOCAL}const k = "k", a = x_1.d[k];`, "value 3:20"],
  ["by a negative index", `${LOCAL}const a = x_1.d[-1];`, "value 3:11"],
  ["by a fraction", `${LOCAL}const a = x_1.d[0.5];`, "value 3:11"],
  ["by a large number", `${LOCAL}const a = x_1.d[9007199254740992];`, "value 3:11"],
  ["by null", `${LOCAL}const a = x_1.d[null];`, "value 3:11"],
  ["by a big integer", `${LOCAL}const a = x_1.d[1n];`, "value 3:11"],
  ["of a global that is not readable", "const a = Reflect.apply;", "value 2:11"],
  ["of a global three levels deep", "const a = Object.prototype.toString.name;", "value 2:11"],
  ["of a global by a computed name", "const k = 'k', a = Object[k];", "value 2:20"],
  ["of a global by a text", "const a = Object['keys'];", "value 2:11"],
  [
    "of exports by a computed name",
    "exports.a = 1;\nconst k = 'a', b = exports[k];",
    "exports 3:20",
  ],
  [
    "of exports before it is made",
    "const b = exports.a;\nexports.a = 1;",
    "use-before-definition 2:11",
  ],
  [
    "of exports before it is made, inside data",
    "const b = __cfHelpers.__cf_data([exports.a]);\nexports.a = 1;",
    "use-before-definition 2:34",
  ],
  ["of an import by a computed name", `${LOCAL}const k = "k", a = x_1[k];`, "value 3:20"],
  ["of an import that comes later", `const a = x_1.a;\n${LOCAL}`, "use-before-definition 2:11"],
  [
    "of an import that comes later, inside data",
    `const a = __cfHelpers.__cf_data([x_1.a]);\n${LOCAL}`,
    "use-before-definition 2:34",
  ],
  ["of a package", `${PKG}const a = pkg_1.a;`, "package 3:11"],
  [
    "of a package, inside data",
    `${PKG}const a = __cfHelpers.__cf_data([pkg_1.a]);`,
    "package 3:34",
  ],
  ["of a package by an index", `${PKG}const a = pkg_1[0];`, "package 3:11"],
  [
    "of the interop with two arguments",
    `${LOCAL}const a = __importDefault(x_1, 1).default;`,
    "helper 3:11",
  ],
  [
    "of the interop with another name",
    `${LOCAL}const a = __importDefault(x_1).other;`,
    "helper 3:11",
  ],
  ["of the interop of no name", "const a = __importDefault(1).default;", "helper 2:11"],
  [
    "of the interop of a host",
    `${CF}const a = __importDefault(cf_1).default;`,
    "helper 3:11",
    "host-namespace 3:27",
  ],
  [
    "of the interop of a package",
    `${PKG}const a = __importDefault(pkg_1).default;`,
    "helper 3:11",
    "package 3:27",
  ],
  ["of the interop of a constant", "const n = 1, a = __importDefault(n).default;", "helper 2:18"],
  [
    "of the interop of an import that comes later",
    `const a = __importDefault(x_1).default;\n${LOCAL}`,
    "helper 2:11",
  ],
  ["of the interop of nothing", "const a = __importDefault().default;", "helper 2:11"],
]);

accepts("a member", [
  [
    "of an import by name, text and index",
    `${LOCAL}exports.a = x_1.d.e["f g"][0];\nexports.b = x_1[0];\nexports.c = __importDefault(x_1).default;`,
  ],
  [
    "of data, of a reference and of a global",
    "const d = __cfHelpers.schema({ a: [1] });\nexports.a = d.a[0];\nexports.b = Object.prototype.toString;\nexports.c = cf_1.NAME;"
      .replace("exports.c = cf_1.NAME;", ""),
  ],
]);

refuses("an operator", [
  [
    "of type over a function, as a callback",
    `${CF}${F}const t = typeof f;\nconst a = cf_1.lift(t);`,
    "callback 5:21",
  ],
  ["of deletion", `${LOCAL}const a = delete x_1.b;`, "value 3:11"],
  ["over a function", `${F}const a = -f;`, "value 3:12"],
  ["over a builder", `${P}const a = 1 + p;`, "value 4:15"],
  ["over data", "const d = __cfHelpers.schema({}), a = d + 1;", "value 2:39"],
  ["of membership", `${LOCAL}const a = "b" in x_1.c;`, "value 3:11"],
  ["of instances", `${LOCAL}const a = x_1.c instanceof Object;`, "value 3:11"],
  ["of type over a free name", "const a = typeof unknown;", "free-name 2:18"],
  ["of type over a later name", "const a = typeof b;\nconst b = 1;", "use-before-definition 2:18"],
  ["of type over a host", `${CF}const a = typeof cf_1;`, "host-namespace 3:18"],
  ["of type over a refused value", "const a = typeof f();", "free-name 2:18"],
  ["of choice over a bare function", "const a = true ? () => 1 : 1;", "unhardened 2:18"],
  ["of choice over a literal", "const a = true && {};", "mutable-data 2:19"],
  [
    "of choice whose value is a member of a function",
    `${F}const a = (true ? f : f).b;`,
    "value 3:11",
  ],
  [
    "of choice whose value is a callback of two classes",
    `${P}${F}const c = true ? f : p;\nconst a = cf_1.lift(c);`,
    "callback 6:21",
  ],
]);

accepts("an operator", [
  [
    "of type over a global, a function and an import",
    `${LOCAL}${F}exports.a = typeof Object;\nexports.b = typeof f;\nexports.c = typeof x_1;`,
  ],
  [
    "of choice over two functions, and its use as a callback",
    `${CF}${F}const c = true ? f : f;\nexports.a = cf_1.lift(c);`,
  ],
  [
    "of choice over data, and its member",
    "const d = __cfHelpers.schema({});\nexports.a = (true && d).b;\nexports.b = (d ?? 1).c;",
  ],
]);
