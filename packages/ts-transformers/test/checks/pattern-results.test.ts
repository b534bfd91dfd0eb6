import assert from "node:assert/strict";
import { compile } from "../compile.ts";
import { type Expected, withImports } from "./find.ts";

const ANY = "pattern:any-result-schema";
const UNKNOWN = "pattern-result:unknown-type";
const RESERVED = "pattern-result:opaque-reserved-key";

const ROWS: readonly [name: string, call: string, expected: readonly Expected[]][] = [
  ["any", "pattern((i: In) => loose(i))", [[ANY, "loose(i)"]]],
  ["any in a block", "pattern((i: In) => { const x = loose(i); return (x); })", [[ANY, "x"]]],
  ["unknown", "pattern((i: In) => i.extra)", [[ANY, "i.extra"]]],
  [
    "fields of unknown type",
    "pattern((i: In) => ({ t: i.title, extra: i.extra, more: i.extra }))",
    [
      [UNKNOWN, "extra"],
    ],
  ],
  ["an unknown field of a result that is no literal", "pattern((i: In) => copy(i))", [
    [UNKNOWN, "copy(i)"],
  ]],
  [
    "a reserved key",
    "pattern<In, { [UI]: unknown; title: string }>((i) => ({ [UI]: null, title: i.title }))",
    [
      [RESERVED, "[UI]"],
    ],
  ],
  ["a reserved key by its text", "pattern((i: In): { $NAME: unknown } => ({ $NAME: i.title }))", [
    [RESERVED, "$NAME"],
  ]],
  ["a declared result", "pattern<In, { extra: unknown }>(({ extra }) => ({ extra }))", []],
  ["a result that is declared any", "pattern<In, any>((i) => loose(i))", []],
  ["a field that is any", "pattern((i: In) => ({ title: i.title, x: loose(i) }))", []],
  ["an unknown argument", "pattern((i: { [UI]: unknown }) => ({ n: i === undefined }))", []],
  ["an unknown below a field", "pattern((i: In) => ({ nested: { extra: i.extra } }))", []],
  ["schemas that are written by hand", "pattern((i) => i.key('a'), true, true)", []],
  ["a name that does not resolve", "pattern((i: In) => nowhere(i))", []],
];

const HEAD = `interface In { title: string; extra: unknown }
const loose = (i: In): any => i;
const copy = (i: In): In => i;
export const keep = () => [loose, copy];
`;

for (const [name, call, expected] of ROWS) {
  Deno.test(`the result of a pattern: ${name}`, () => {
    const text = withImports(`${HEAD}export default ${call};`);
    assert.deepEqual(
      compile(text).analysis.diagnostics.map(({ code, offset, length }) => [
        code,
        text.slice(offset!, offset! + length!),
      ]),
      expected,
    );
  });
}

Deno.test("the advice for a reserved key is its own type, and all unknown fields are told at once", () => {
  const message = (call: string) =>
    compile(withImports(`${HEAD}export default ${call};`)).analysis.diagnostics[0]!.message;
  assert.match(message("pattern<In, { [UI]: unknown }>(() => ({ [UI]: null }))"), /Use `VNode`\.$/);
  assert.match(
    message("pattern<In, { $NAME: unknown }>(() => ({ $NAME: '' }))"),
    /Use `string`\.$/,
  );
  assert.match(message("pattern((i: In) => ({ a: i.extra, b: i.extra }))"), /fields `a`, `b` have/);
});
