/**
 * Bodies that one rule refuses and that are no row of the attack corpus, each with the nearest body
 * that is accepted.
 */
import { CF, LOCAL, type RejectRow, row } from "./reject-row.ts";

export const REJECT_CORPUS: readonly RejectRow[] = [
  row("X7", "a number before a name", "const a = 3in b;", "syntax 2:12"),
  row("W7", "Coverage without its policy", "__cfCover(1);", "free-name 2:1", undefined, {
    also: ["S0"],
  }),
  row(
    "S2",
    "an accessor flag",
    'Object.defineProperty(exports, "__esModule", { get() { return true; } });',
    "statement 2:1",
    'Object.defineProperty(exports, "__esModule", { value: true });',
  ),
  row(
    "S2",
    "a false flag",
    'Object.defineProperty(exports, "__esModule", { value: false });',
    "statement 2:1",
  ),
  row(
    "S7",
    "two functions of one name",
    "function f() {}\nfunction f() {}",
    "module-state 3:10",
    "function f() {}\nfunction g() {}",
  ),
  row("S8", "a bare global", "const a = Object;", "value 2:11", "const a = Object.prototype;"),
  row(
    "S8",
    "a deep path into a global",
    "const a = Object.prototype.toString.call;",
    "value 2:11",
    "const a = Object.prototype.toString;",
  ),
  row("S8", "a global whose members are not listed", "const a = Reflect.ownKeys;", "value 2:11"),
  row(
    "S8",
    "a member of a function name",
    "function f() {}\nconst a = f.name;",
    "value 3:11",
    "const b = __cfHelpers.__cf_data({ x: 1 });\nconst a = b.x;",
  ),
  row(
    "S8",
    "arithmetic with data",
    "const b = __cfHelpers.__cf_data({});\nconst a = b + 1;",
    "value 3:11",
  ),
  row(
    "S8",
    "a host builder as a value",
    `${CF}const a = cf_1.lift;`,
    "value 3:11",
    `${CF}const a = cf_1.UI;`,
  ),
  row(
    "S11",
    "registration that is not last",
    `${CF}const a = cf_1.lift(() => 1);\n__cfReg({ a });\n;`,
    "helper 4:1",
    `${CF}const a = cf_1.lift(() => 1);\n;\n__cfReg({ a });`,
  ),
  row(
    "S11",
    "two registrations",
    `${CF}const a = cf_1.lift(() => 1);\n__cfReg({ a });\n__cfReg({ a });`,
    "helper 4:1",
  ),
  row(
    "S11",
    "no shorthand",
    `${CF}const a = cf_1.lift(() => 1);\n__cfReg({ b: a });`,
    "helper 4:1",
  ),
  row("S11", "a spread", `${CF}const a = cf_1.lift(() => 1);\n__cfReg({ ...a });`, "helper 4:1"),
  row(
    "S11",
    "a computed key",
    `${CF}const a = cf_1.lift(() => 1);\n__cfReg({ ["a"]: a });`,
    "helper 4:1",
  ),
  row("S11", "an import", `${LOCAL}const a = x_1.p;\n__cfReg({ a });`, "helper 4:1"),
  row("S11", "a function", "function f() {}\n__cfReg({ f });", "helper 3:1"),
  row(
    "S12",
    "a probe as a value",
    "function f() { return __cfCover(1); }",
    "helper 2:23",
    "__cfCover(0);\nfunction f() { __cfCover(1); }",
    { policy: { coverage: true } },
  ),
  row(
    "S12",
    "a probe with a computed index",
    "function f(i) { __cfCover(i); }",
    "helper 2:17",
    undefined,
    { policy: { coverage: true } },
  ),
];
