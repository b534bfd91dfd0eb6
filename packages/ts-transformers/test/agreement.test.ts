import assert from "node:assert/strict";
import fc from "fast-check";
import { compile } from "./compile.ts";
import { run } from "./run.ts";
import { rejections } from "./verify.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const LIB = `export const five = 5;
export const record = { a: { b: [1] } };
export enum Kind { Note, Task }
export default function double(n: number): number { return n * 2; }
`;
const HEAD = `import { handler, lift, NAME, pattern } from "commonfabric";
import double, { five, Kind, record } from "./lib.ts";
import * as lib from "./lib.ts";
const S = { type: "object" } as const;
const text = "t", flag = five > 3;
const twice = (n: number) => n * 2;
function plain(): any { return { a: 1 }; }
const Row = pattern((row) => ({ row }), S);
`;

const leaf = fc.constantFrom(
  "1",
  `"s"`,
  "null",
  "undefined",
  "text",
  "flag",
  "five",
  "S",
  "NAME",
  "Kind.Task",
  "record.a.b",
  "lib.record",
  "twice",
  "double",
  "plain",
  "plain()",
  "Row",
  "Math.PI",
  "/a/i",
  "(n: number) => n",
  "function named() { return 1; }",
  "pattern((input) => ({ input }), S)",
  "lift(() => 1, false, plain())",
  "handler(S, { ...S, default: five }, () => {})",
);

const expression = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `({ a: ${a}, ["b"]: ${b} })`),
    fc.tuple(tie("value"), tie("value"), tie("value")).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
    fc.tuple(tie("value"), fc.constantFrom("&&", "||", "??"), tie("value"))
      .map(([a, operator, b]) => `((${a}) ${operator} (${b}))`),
    tie("value").map((value) => `(typeof (${value}))`),
    tie("value").map((value) => `\`x\${${value}}\``),
    tie("value").map((value) => `(${value} as any)`),
    tie("value").map((value) => `new Map([[1, ${value}]])`),
    tie("value").map((value) => `JSON.stringify(${value})`),
    tie("value").map((value) => `(() => (${value}))()`),
    tie("value").map((value) => `lift(() => 1, (${value}) as any, S)`),
  ),
})).value;

const statement = fc.tuple(
  fc.constantFrom(
    (value: string) => `const it = ${value};`,
    (value: string) => `export const it = ${value}, other = it;`,
    (value: string) => `export default ${value.startsWith("function") ? `(${value})` : value};`,
    (value: string) => `const { a, ...rest } = (${value}) as any; export { a };`,
    (value: string) => `export const { a } = (${value}) as any;`,
  ),
  expression,
).map(([make, value]) => make(value));

Deno.test("a module without findings has a body that the verifier accepts", () => {
  let accepted = 0;
  fc.assert(
    fc.property(statement, (text) => {
      const compiled = compile({ "/main.tsx": HEAD + text, "/lib.ts": LIB });
      if (compiled.analysis.diagnostics.length > 0) return;
      accepted++;
      assert.deepEqual(rejections(compiled), [], text);
    }),
    { numRuns: runs(120) },
  );
  assert.ok(accepted > 30, `${accepted} programs were accepted`);
});

Deno.test("what is accepted and holds data only runs to the value of plain JavaScript", () => {
  const values = ["[1, { a: text }]", "flag ? record : S", "`${five}${text}`", "Kind.Task + five"];
  const program = values.map((value, index) => `export const v${index} = ${value};`).join("\n");
  const compiled = compile({ "/main.tsx": HEAD + program, "/lib.ts": LIB });
  assert.deepEqual(run(compiled, "/main.tsx").exports, {
    v0: [1, { a: "t" }],
    v1: { a: { b: [1] } },
    v2: "5t",
    v3: 6,
  });
});
