/**
 * Modules at random: a head that declares something of every kind, statements that are good or bad
 * forms of the module level, and a tail that defines what was used before.
 */
import fc from "fast-check";
import {
  BODY,
  INNER_VALUE,
  PARAMETERS,
  type Text,
  text,
  typed,
  weighted,
} from "./generated-functions.ts";

/** The other module of every generated program. */
export const LIBRARY = `export const five = 5;
export const record = { a: { b: [1] } };
export enum Part { One, Two }
export interface Shape { a: number }
export function helper(n: number): number { return n * 2; }
export default function double(n: number): number { return n * 2; }
`;

const HEAD =
  `import { computed, equals, handler, lift, NAME, pattern, str, Writable } from "commonfabric";
import { toIndentedDebugString as print } from "commonfabric";
import * as cf from "commonfabric";
import double, { five, helper, Part, record } from "./lib.ts";
import * as library from "./lib.ts";
const S = { type: "object" }${typed(" as const")};
const text = "t", flag = five > 3;
const table = [1, { deep: [text] }];
const twice = (n${typed(": number")}) => n * 2;
function plain()${typed(": any")} { return { a: 1 }; }
const Row = pattern((row) => ({ row }), S);
export const shown = 3;
const { a: named } = plain();
`;
const TAIL = `
const later = 1;
export const laterShown = [1];
const laterTwice = () => 2;
`;

const PURE: Text = fc.constantFrom(
  "1",
  "-1.5",
  "10n",
  `"s"`,
  "true",
  "null",
  "undefined",
  "NaN",
  "`plain`",
  "text",
  "flag",
  "five",
  "shown",
  "S",
  "table",
  "named",
  "NAME",
  "cf.NAME",
  "Part.Two",
  "record.a.b",
  "library.record",
  `library["five"]`,
  "table[0]",
  "S.type",
  "Math.PI",
  "Number.MAX_SAFE_INTEGER",
  "Symbol.iterator",
);
const COMPUTED: Text = fc.constantFrom(
  "plain()",
  "helper(2)",
  "double(five)",
  "library.helper(1)",
  'JSON.parse("[1]")',
  "Array.from([1])",
  "print(table)",
  "cf.valueEqual(1, 2)",
  "Object.freeze([1])",
  "(() => ({ a: table.length }))()",
  "(function () { let n = 0; n += 1; return n; })()",
  "text.toUpperCase()",
  "table[text.length]",
  "text?.length",
  "new Map([[1, plain()]])",
  '[..."abc"].map((c) => c + text)',
  "{ ...plain(), a: 1 }",
  '"a" in table',
);
const FUNCTION: Text = weighted(
  [2, text`(${fc.constant(PARAMETERS)}) => { ${BODY} }`],
  [1, text`function (${fc.constant(PARAMETERS)}) { ${BODY} return ${INNER_VALUE}; }`],
  [1, text`async (${fc.constant(PARAMETERS)}) => { ${BODY} }`],
  [1, text`function* (${fc.constant(PARAMETERS)}) { ${BODY} yield a; }`],
);
const BUILDER: Text = fc.constantFrom(
  "pattern((input) => ({ input }), S)",
  "pattern(twice, S)",
  "lift((n) => n, S, S)",
  "lift((n) => n, plain(), S)",
  "cf.lift((n) => n, S, S)",
  "handler(S, { ...S, default: five }, () => {})",
  "handler(S, S, (event, state) => { state.a = event; })",
);
/** Values that are refused, each for a reason of its own. */
const BAD: Text = fc.constantFrom(
  "pattern",
  "cf",
  "cf.pattern",
  "new Writable(1, S)",
  "str`a${five}`",
  "equals(S, S)",
  "[equals(S, S)]",
  "(() => equals(S, S))()",
  "Row({})",
  "handler(S, S, () => {})({})",
  "class {}",
  "[class {}]",
  "/a/g",
  "[/a/y]",
  "{ f: () => 1 }",
  "{ m() {} }",
  "{ get g() { return 1; } }",
  "{ p: Row }",
  "{ p: twice }",
  "{ p: plain }",
  "[pattern(() => ({}), S)]",
  "new Map([[1, () => 1]])",
  "pattern(plain(), S)",
  "pattern(record.a, S)",
  "pattern(helper, S)",
  "pattern(twice.bind(null), S)",
  "pattern(...table)",
  "lift((n) => n, () => 1, S)",
  "lift((n) => n, S, S, S, S)",
  "lift(() => 1, { default: /a/g }, S)",
  "later",
  "later + 1",
  "[later]",
  "laterTwice",
  "pattern(laterTwice, S)",
  "window",
  "nowhere",
  "typeof nowhere",
  "this",
  "() => this",
  "[this]",
  "() => arguments",
  "await 1",
  '() => import("./lib.ts")',
  "() => import.meta",
  '() => require("./lib.ts")',
  '() => eval("1")',
  "Function",
  "globalThis",
  "<b>x</b>",
  "(table, 1)",
  '(text = "u")',
  '(() => { text = "u"; })()',
  "library.missing",
  "cf.missing",
  "(() => cf)()",
  "() => debugger_",
);

const expression: Text = fc.letrec<{ value: string }>((tie) => {
  const value = tie("value") as Text;
  return {
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 12, arbitrary: PURE },
      { weight: 4, arbitrary: COMPUTED },
      { weight: 2, arbitrary: text`(${FUNCTION})` },
      { weight: 2, arbitrary: BUILDER },
      { weight: 1, arbitrary: BAD },
      {
        weight: 3,
        arbitrary: fc.array(value, { maxLength: 3 }).map((each) => `[${each.join(", ")}]`),
      },
      { weight: 3, arbitrary: text`({ a: ${value}, ["b"]: ${value}, text })` },
      { weight: 1, arbitrary: text`[...${value}${fc.constant(typed(" as any"))}, , 1]` },
      { weight: 1, arbitrary: text`({ ...${value}, [${value}]: 1 })` },
      { weight: 2, arbitrary: text`(${value} ? ${value} : ${value})` },
      { weight: 1, arbitrary: text`((${value}) && (${value}))` },
      { weight: 1, arbitrary: text`((${value}) ?? (${value}))` },
      { weight: 2, arbitrary: text`(${value} + ${value})` },
      { weight: 1, arbitrary: text`(typeof (${value}))` },
      { weight: 1, arbitrary: text`(!${value})` },
      { weight: 1, arbitrary: text`\`x\${${value}}y\`` },
      { weight: 1, arbitrary: text`(${value}${fc.constant(typed(" as any"))})` },
      { weight: 1, arbitrary: text`new Set([${value}])` },
      { weight: 1, arbitrary: text`JSON.stringify(${value})` },
      { weight: 1, arbitrary: text`(() => (${value}))()` },
    ),
  };
}).value;

const initializer: Text = expression.map((value) => value.startsWith("{") ? `(${value})` : value);
const GOOD_STATEMENT: Text = weighted(
  [6, text`const v% = ${initializer};`],
  [4, text`export const v% = ${initializer};`],
  [2, text`export const v% = ${PURE}, w% = v%;`],
  [2, text`export default ${fc.oneof(PURE, BUILDER, FUNCTION.map((value) => `(${value})`))};`],
  [4, text`function f%(${fc.constant(PARAMETERS)}) { ${BODY} }`],
  [2, text`export async function f%(${fc.constant(PARAMETERS)}) { ${BODY} }`],
  [2, text`const { a: v%, b: [w%] } = ${initializer}${fc.constant(typed(" as any"))};`],
  [2, text`export const { a: v% = 1, ...w% } = ${initializer}${fc.constant(typed(" as any"))};`],
  [2, text`const [v%, , w%] = ${initializer}${fc.constant(typed(" as any"))};`],
  [3, text`const v% = ${BUILDER};`],
  [3, text`const v% = ${FUNCTION};`],
  [
    2,
    fc.constantFrom(
      "interface I% { exports: number; eval(): void }",
      "type T% = typeof globalThis;",
      "declare const d%: number;",
      "namespace N% { export type A = 1; }",
      "function o%(a: number): void; function o%(a: any) { return a; }",
      'export type { Shape as Shape% } from "./lib.ts";',
      "abstract class Never% {}".replace("abstract class Never% {}", "declare class Never% {}"),
    ).map(typed),
  ],
  [
    3,
    fc.constantFrom(
      'enum E% { A, B = 2, C = A | B, D = "d" }',
      "export enum E% { A = Part.Two, B = `${text}x`, C = text.length }",
      "const enum E% { A = 1 << 3, B = -A }",
      "enum E% { A = NaN, B }",
      'enum E% { A = five, B = "s", C }',
    ).map(typed),
  ],
  [
    1,
    fc.constantFrom(
      'export { five as five% } from "./lib.ts";',
      'export * as all% from "./lib.ts";',
      'export * from "./lib.ts";',
      "export { text as text%, plain as plain% };",
      "export { helper as helper% };",
      'export { NAME as name% } from "commonfabric";',
      'import "./lib.ts";',
      ";",
    ),
  ],
);
const BAD_STATEMENT: Text = fc.oneof(
  fc.constantFrom(
    "let v% = 1;",
    "export let v% = [];",
    "var v%;",
    "class C% {}",
    "export class C% { static s = 1; }",
    "console.log(text);",
    "text;",
    '"use strict";',
    "if (flag) { }",
    "for (const x of table) { }",
    "{ let q = 1; }",
    "try { plain(); } catch { }",
    "label: ;",
    "throw text;",
    "debugger;",
    "plain();",
    "twice.count = 1;",
    "delete table[0];",
    "await plain();",
    "const v% = (() => { twice.count = 1; })(), w% = () => { twice = plain; };",
    "function g%() { five++; }",
    "function g%() { for (plain of table) { } }",
    "function g%() { [S.type, Row] = table; }",
    "function g%(x = (flag = false)) { }",
    "function g%() { ({ a: Kind% } = {}); } ",
    "function g%() { library = 1; }",
    "function g%(exports) { }",
    "function g%() { const __cfData_1 = 1; }",
    "const __cfLift_% = 1;",
    "export const then = 1;",
    "export { text as __proto__ };",
    "export { text as twiceSame }; export { S as twiceSame };",
    "const Object = 1;",
    'export * from "commonfabric";',
    'export * as host% from "commonfabric";',
    "export { cf as host% };",
    'export { missing% } from "./lib.ts";',
    'export { missing% } from "commonfabric";',
    "function g%() { return cf; }",
    'function g%() { return cf["lift"]; }',
    "function g%() { return new.target; } const v% = () => this;",
    "function g%() { with (table) { } }",
    "function g%(x) { delete x; }",
    "function g%() { return $import(1); } function $import(x) { return x; }",
    "function g%() { return String.raw`import(1)`; }",
    "function g%() { return \\u0061; } const a = 1;",
    "function Function() { }",
    "const v% = (eval) => 1;",
    "const v% = [], v% = 1;",
    "function text() { }",
  ),
  text`const v% = ${BAD};`,
  text`export default ${BAD};`,
);
const TYPED_BAD: Text = fc.constantFrom(
  "namespace N% { export const a = 1; }",
  'enum E% { A = text.indexOf("t") }',
  'enum E% { A = "s", B }',
  "declare global { interface X% { } }",
  'declare module "./lib.ts" { interface X% { } }',
  'import x% = require("./lib.ts");',
  "import x% = library.five;",
  "export = text;",
  "declare const d%: number; const v% = d%;",
  "@twice class C% { }",
).map(typed);

export type Flavour = "typed" | "unchecked" | "script";

export interface GeneratedModule {
  readonly flavour: Flavour;
  /** Authored text, after the head. */
  readonly text: string;
}

const EXTENSIONS: Readonly<Record<Flavour, string>> = {
  typed: ".tsx",
  unchecked: ".ts",
  script: ".jsx",
};

/** The path of the module that is number `index` of its program. */
export function generatedPath({ flavour }: GeneratedModule, index: number): string {
  return `/m${index}${EXTENSIONS[flavour]}`;
}

export const generatedModule: fc.Arbitrary<GeneratedModule> = fc.record({
  flavour: fc.constantFrom<Flavour>("typed", "typed", "unchecked", "script"),
  statements: fc.array(
    weighted([20, GOOD_STATEMENT], [2, BAD_STATEMENT], [1, TYPED_BAD]),
    { minLength: 1, maxLength: 5 },
  ),
}).map(({ flavour, statements }) => {
  const numbered = statements.map((statement, index) =>
    flavour === "unchecked" && /<b>/.test(statement) ? "" : statement.replaceAll("%", `${index}`)
  );
  const whole = HEAD + numbered.join("\n") + TAIL;
  const first = flavour === "unchecked" ? "// @ts-nocheck\n" : "";
  return { flavour, text: first + (flavour === "script" ? withoutTypes(whole) : whole) };
});

function withoutTypes(text: string): string {
  return text.replace(/\/\*<\*\/.*?\/\*>\*\//g, "");
}
