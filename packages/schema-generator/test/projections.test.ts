/** Projections: what is left of a type when only parts of it are needed. */
import assert from "node:assert/strict";
import {
  joinProjections,
  type Projection,
  SchemaGenerator,
  type SchemaMode,
} from "@commonfabric/schema-generator";
import type { JSONSchema } from "@commonfabric/api";
import { generate, programOf } from "./schemas-of.ts";

const ALL: Projection = { all: true };

function props(members: Readonly<Record<string, Projection>>): Projection {
  return { props: new Map(Object.entries(members)) };
}

interface Row {
  readonly text: string;
  readonly projection: Projection;
  readonly schema: string;
  readonly mode?: SchemaMode;
}

const ITEM = "interface Item { title: string; done: boolean; tags: string[] }";

const ROWS: readonly Row[] = [
  {
    text: `${ITEM} type T = Item;`,
    projection: props({ title: ALL }),
    schema: '{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}',
  },
  {
    text: `${ITEM} type T = { item: Item };`,
    projection: props({ item: props({ title: ALL, done: ALL, tags: ALL }) }),
    schema:
      '{"type":"object","properties":{"item":{"$ref":"#/$defs/Item"}},"required":["item"],"$defs":{"Item":{"type":"object","properties":{"title":{"type":"string"},"done":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}}},"required":["title","done","tags"]}}}',
  },
  {
    text: `${ITEM} type T = { item: Item };`,
    projection: props({ item: ALL }),
    schema:
      '{"type":"object","properties":{"item":{"$ref":"#/$defs/Item"}},"required":["item"],"$defs":{"Item":{"type":"object","properties":{"title":{"type":"string"},"done":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}}},"required":["title","done","tags"]}}}',
  },
  {
    text: `${ITEM} type T = Item[];`,
    projection: { items: props({ title: ALL }) },
    schema:
      '{"type":"array","items":{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}}',
  },
  {
    text: `${ITEM} type T = Item[];`,
    projection: props({ length: ALL }),
    schema: '{"type":"array","items":{"type":"unknown"}}',
  },
  {
    text: `${ITEM} type T = Item[];`,
    projection: props({ "0": props({ done: ALL }) }),
    schema:
      '{"type":"array","items":{"type":"object","properties":{"done":{"type":"boolean"}},"required":["done"]}}',
  },
  {
    text: "type T = { a: { b: { c: number; d: string }; e: string }; f: number };",
    projection: props({ a: props({ b: props({ c: ALL }) }) }),
    schema:
      '{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"object","properties":{"c":{"type":"number"}},"required":["c"]}},"required":["b"]}},"required":["a"]}',
  },
  {
    text: "type T = { a?: { b: number; c: number } | null };",
    projection: props({ a: props({ b: ALL }) }),
    schema:
      '{"type":"object","properties":{"a":{"anyOf":[{"type":"object","properties":{"b":{"type":"number"}},"required":["b"]},{"type":"null"}]}}}',
  },
  {
    text: "type T = { a: { x: 1 } | undefined };",
    projection: props({ a: {} }),
    schema:
      '{"type":"object","properties":{"a":{"anyOf":[{"type":"object","properties":{}},{"type":"undefined"}]}},"required":["a"]}',
  },
  {
    text: 'type T = { kind: "a"; x: number; y: 1 } | { kind: "b"; x: string };',
    projection: props({ kind: ALL, x: ALL }),
    schema:
      '{"anyOf":[{"type":"object","properties":{"kind":{"type":"string","enum":["a"]},"x":{"type":"number"}},"required":["kind","x"]},{"type":"object","properties":{"kind":{"type":"string","enum":["b"]},"x":{"type":"string"}},"required":["kind","x"]}]}',
  },
  {
    text:
      "type T = { items: Writable<{ title: string; done: boolean }[]>; log: Writable<string[]> };",
    projection: props({
      items: { cell: "readonly", items: props({ title: ALL }) },
      log: { cell: "writeonly", all: true },
    }),
    schema:
      '{"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]},"asCell":["readonly"]},"log":{"type":"array","items":{"type":"string"},"asCell":["writeonly"]}},"required":["items","log"]}',
  },
  {
    text: "type T = { a: Cell<number>; b: Stream<number>; c: SqliteDb; d: ReadonlyCell<number> };",
    projection: props({
      a: { cell: "opaque", all: true },
      b: { cell: "opaque" },
      c: { cell: "opaque" },
      d: { cell: "cell", all: true },
    }),
    schema:
      '{"type":"object","properties":{"a":{"type":"number","asCell":["opaque"]},"b":{"type":"number","asCell":["stream"]},"c":{"asCell":["sqlite"]},"d":{"type":"number","asCell":["readonly"]}},"required":["a","b","c","d"]}',
  },
  {
    text: "type T = { a: { x: number }; b: Cell<{ x: number }>; c: Cell<number>; d?: { y: 1 } };",
    projection: props({
      a: { identity: "comparable" },
      b: { identity: "comparable" },
      c: { identity: "opaque" },
      d: { identity: "opaque" },
    }),
    schema:
      '{"type":"object","properties":{"a":{"type":"unknown"},"b":{"type":"unknown","asCell":["comparable"]},"c":{"type":"unknown","asCell":["opaque"]},"d":{"type":"unknown"}},"required":["a","b","c"]}',
  },
  {
    text: "type T = { row: { result: unknown; other: unknown; both: unknown } };",
    projection: props({
      row: props({ result: ALL, other: { identity: "opaque" }, both: props({ x: ALL }) }),
    }),
    schema:
      '{"type":"object","properties":{"row":{"type":"object","properties":{"result":true,"other":{"type":"unknown"},"both":true},"required":["result","other","both"]}},"required":["row"]}',
  },
  {
    text: "type T = { a: unknown };",
    projection: ALL,
    schema: '{"type":"object","properties":{"a":{"type":"unknown"}},"required":["a"]}',
  },
  {
    text: "type T = { any: any; rest: string };",
    projection: props({ any: props({ deep: ALL }) }),
    schema: '{"type":"object","properties":{"any":true},"required":["any"]}',
  },
  {
    text: "type T = Record<string, { a: number; b: number }>;",
    projection: { items: props({ a: ALL }) },
    schema:
      '{"type":"object","properties":{},"additionalProperties":{"type":"object","properties":{"a":{"type":"number"}},"required":["a"]}}',
  },
  {
    text: "type T = Record<string, { a: number; b: number }>;",
    projection: props({ ann: props({ a: ALL }) }),
    schema:
      '{"type":"object","properties":{"ann":{"type":"object","properties":{"a":{"type":"number"}},"required":["a"]}}}',
  },
  {
    text: "type T = { 0: string; 1: number };",
    projection: props({ "0": ALL }),
    schema: '{"type":"object","properties":{"0":{"type":"string"}},"required":["0"]}',
  },
  {
    text: "type T = { pair: [string, number] };",
    projection: props({ pair: props({ "1": ALL }) }),
    schema:
      '{"type":"object","properties":{"pair":{"type":"array","items":{"type":["number","string"]}}},"required":["pair"]}',
  },
  {
    text: "type T = { kind: string; count: Cell<number>; note?: string };",
    projection: { all: true, props: new Map([["kind", { default: "note" } as Projection]]) },
    mode: "defaults-only",
    schema:
      '{"type":"object","properties":{"kind":{"type":"string","default":"note"},"count":{"type":"number","asCell":["cell"]},"note":{"type":"string"}},"required":["kind","count"]}',
  },
  {
    text: `${ITEM} type T = { item: Item; at: Cell<number> };`,
    projection: { all: true, props: new Map([["at", { cell: "readonly" } as Projection]]) },
    mode: "contract",
    schema:
      '{"type":"object","properties":{"item":{"$ref":"#/$defs/Item"},"at":{"type":"number","asCell":["readonly"]}},"required":["item","at"],"$defs":{"Item":{"type":"object","properties":{"title":{"type":"string"},"done":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}}},"required":["title","done","tags"]}}}',
  },
  {
    text: "interface Node { name: string; next?: Node } type T = Node;",
    projection: props({ next: props({ next: props({ name: ALL }) }) }),
    schema:
      '{"type":"object","properties":{"next":{"type":"object","properties":{"next":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}}}}}',
  },
  {
    text: "type T = { n: number | Default<3>; list: string[] | Default<[]>; gone: boolean };",
    projection: props({ n: ALL, list: props({ length: ALL }) }),
    schema:
      '{"type":"object","properties":{"n":{"type":"number","default":3},"list":{"type":"array","items":{"type":"unknown"},"default":[]}},"required":["n","list"]}',
  },
];

Deno.test("each kind of use leaves what it needs", () => {
  const program = programOf(
    Object.fromEntries(ROWS.map(({ text }, n) => [`/case${n}.ts`, text])),
  );
  const generator = new SchemaGenerator(program);
  ROWS.forEach(({ text, projection, schema, mode }, n) => {
    const made = generate(program, generator, `/case${n}.ts`, {
      projection,
      ...(mode !== undefined && { request: { mode } }),
    });
    assert.equal(JSON.stringify(made.schema), schema, text);
    assert.deepEqual(made.problems, [], text);
  });
});

Deno.test("a read member with a function type is no data; a declared one is left out", () => {
  const program = programOf({ "/m.ts": "type T = { f: () => number; n: number };" });
  const generator = new SchemaGenerator(program);
  const read = generate(program, generator, "/m.ts", { projection: props({ f: ALL }) });
  assert.deepEqual(read.problems.map(({ code, params }) => [code, params]), [
    ["schema:function-in-data", { path: "f" }],
  ]);
  const unread = generate(program, generator, "/m.ts", { projection: props({ n: ALL }) });
  assert.deepEqual(unread.problems, []);
});

Deno.test("a static default that differs from the type's is refused", () => {
  const program = programOf({ "/m.ts": "type T = { a: number | Default<1>; b: number };" });
  const generator = new SchemaGenerator(program);
  const of = (value: unknown) =>
    generate(program, generator, "/m.ts", {
      projection: { all: true, props: new Map([["a", { default: value }]]) },
    }).problems.map(({ code }) => code);
  assert.deepEqual(of(1), []);
  assert.deepEqual(of(2), ["schema:invalid-default"]);
});

Deno.test("literals inferred from expressions widen, declared unions do not", () => {
  const texts = ['type T = "x";', 'type T = "x" | "y";', "type T = 3;", "type T = true;"];
  const program = programOf(Object.fromEntries(texts.map((text, n) => [`/c${n}.ts`, text])));
  const generator = new SchemaGenerator(program);
  const widened: readonly JSONSchema[] = texts.map((_, n) =>
    generate(program, generator, `/c${n}.ts`, { request: { widen: true } }).schema
  );
  assert.deepEqual(widened, [
    { type: "string" },
    { enum: ["x", "y"] },
    { type: "number" },
    { type: "boolean" },
  ]);
});

Deno.test("a joined projection needs what either needs", () => {
  const joined = joinProjections(
    { ...props({ a: ALL }), cell: "readonly" },
    { ...props({ b: props({ c: ALL }) }), cell: "writeonly" },
  );
  assert.deepEqual(joined, { ...props({ a: ALL, b: props({ c: ALL }) }), cell: "cell" });
  assert.deepEqual(joinProjections({ identity: "opaque" }, ALL), { all: true });
});
