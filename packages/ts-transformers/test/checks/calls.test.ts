import assert from "node:assert/strict";
import { applied, assertFinds, type Expected, find, withImports } from "./find.ts";

const EMPTY = "cell-factory:empty-array";
const TOOL = "pattern-context:patterntool-requires-pattern";
const FETCH = "fetch-json:missing-type-argument";

const ROWS: readonly [name: string, expression: string, expected: readonly Expected[]][] = [
  ["a new cell", "new Writable([])", [[EMPTY, "new Writable([])"]]],
  ["parentheses", "(new (Writable)(([])))", [[EMPTY, "new (Writable)(([]))"]]],
  ["the static form", "Cell.of([])", [[EMPTY, "Cell.of([])"]]],
  ["the older spelling", "cell([])", [[EMPTY, "cell([])"]]],
  ["a type argument", "new Writable<string[]>([])", []],
  ["an element", "new Cell([1])", []],
  ["an asserted list", "new Cell([] as string[])", []],
  ["a schema", "new Cell([], { type: 'array', items: { type: 'string' } })", []],
  ["a class of the author", "new Own([])", []],
  ["a function as a tool", "patternTool((i: { q: string }) => i.q)", [
    [TOOL, "(i: { q: string }) => i.q"],
  ]],
  ["a function in parentheses", "patternTool(((i: { q: string }) => i.q))", [
    [TOOL, "(i: { q: string }) => i.q"],
  ]],
  ["a named function as a tool", "patternTool(plain)", [[TOOL, "plain"]]],
  [
    "a pattern as a tool",
    "patternTool(pattern<{ q: string }, { q: string }>(({ q }) => ({ q })))",
    [],
  ],
  ["a factory as a tool", "patternTool(Factory)", []],
  ["a request without a type", "fetchJson({ url: '' })", [[FETCH, "fetchJson"]]],
  ["a request with a type", "fetchJson<{ a: string }>({ url: '' })", []],
  ["an unchecked request", "fetchJsonUnchecked({ url: '' })", []],
];

const HEAD = `class Own { constructor(readonly list: unknown[]) {} }
const plain = (i: { q: string }) => i.q;
const Factory = pattern<{ q: string }, { q: string }>(({ q }) => ({ q }));
`;

for (const [name, expression, expected] of ROWS) {
  Deno.test(`calls: ${name}`, () => {
    assertFinds(
      `${HEAD}export const make = () => { return [Own, Factory, ${expression}]; };`,
      expected,
    );
  });
}

Deno.test("names of the author decide nothing: only what the host declares is checked", () => {
  assertFinds(
    "namespace Own { export const fetchJson = (x: object) => x; }\nOwn.fetchJson({});",
    [],
  );
  const renamed =
    'import { Writable as State } from "commonfabric";\nexport const f = () => new State([]);\n';
  assert.deepEqual(find(renamed).map(({ code }) => code), [EMPTY]);
  assert.match(find(renamed)[0]!.instead, /new State<Item\[\]>/);
});

Deno.test("the advice for an empty cell keeps its scope", () => {
  const advice = (make: string) => find(withImports(`export const f = () => ${make};`))[0]!.instead;
  assert.match(
    advice("new Writable.perSession([])"),
    /`new Writable\.perSession<Item\[\]>\(\[\]\)`/,
  );
  assert.match(advice("Writable.perUser.of([])"), /`new Writable\.perUser<Item\[\]>\(\[\]\)`/);
  assert.match(advice("Cell.of([])"), /`new Cell<Item\[\]>\(\[\]\)`/);
});

Deno.test("the type argument of an empty cell comes from where the cell goes", () => {
  const declared = withImports(
    "export const f = () => { const rows: Cell<string[]> = new Cell([]); return rows; };",
  );
  const [finding] = find(declared);
  const mended = applied(declared, finding!);
  assert.match(mended, /new Cell<string\[\]>\(\[\]\)/);
  assert.deepEqual(find(mended), []);
  assert.deepEqual(find(withImports("export const f = () => new Cell([]);"))[0]!.fixes, []);
});

Deno.test("a tool is put into a pattern under the name that the module imports it by", () => {
  const text = withImports(
    "export const f = () => patternTool((i: { q: string }) => ({ q: i.q }));",
  );
  const mended = applied(text, find(text)[0]!);
  assert.match(mended, /patternTool\(pattern\(\(i: \{ q: string \}\) => \(\{ q: i\.q \}\)\)\)/);
  assert.deepEqual(find(mended), []);
  const without =
    'import { patternTool } from "commonfabric";\nexport const f = () => patternTool((i: { q: string }) => i.q);\n';
  assert.deepEqual(find(without)[0]!.fixes, []);
});
