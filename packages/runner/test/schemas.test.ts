/** Reading through schemas: every row of the projection table, defaults, views, cycles, validation. */
import assert from "node:assert/strict";
import { sortedUtf8 } from "@commonfabric/canonical";
import type { JSONSchema } from "@commonfabric/api";
import { validateAgainst, withDefaults } from "../schemas/validate.ts";
import { VNODE_REF } from "../schemas/vnode-schema.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Cell } from "../types.ts";
import { addressOf } from "../values/references.ts";
import { makeFixture } from "./support/cell-host.ts";

const object = (properties: Record<string, JSONSchema>, required: string[] = []): JSONSchema => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
});
const string: JSONSchema = { type: "string" };
const number: JSONSchema = { type: "number" };

const ROWS: readonly [
  name: string,
  schema: JSONSchema | undefined,
  stored: unknown,
  seen: unknown,
][] = [
  ["absent", undefined, { a: [1] }, { a: [1] }],
  ["true", true, { a: [1] }, { a: [1] }],
  ["{}", {}, "x", "x"],
  ["false", false, 1, undefined],
  ["type undefined", { type: "undefined" }, 1, undefined],
  ["declared properties only", object({ a: number }), { a: 1, b: 2 }, { a: 1 }],
  ["no properties declared", object({}), { a: 1 }, {}],
  ["bare object", { type: "object" }, { a: { b: 1 } }, { a: { b: 1 } }],
  [
    "additional properties",
    { type: "object", properties: { a: number }, additionalProperties: string },
    { a: 1, b: "x", c: 2 },
    { a: 1, b: "x" },
  ],
  ["closed objects hide the rest", { properties: { a: number }, additionalProperties: false }, {
    a: 1,
    b: 2,
  }, { a: 1 }],
  ["default of a member", object({ a: { type: "number", default: 3 } }, ["a"]), {}, { a: 3 }],
  ["default of the place", { type: "array", items: number, default: [1] }, undefined, [1]],
  [
    "object defaults are deep",
    object({
      o: {
        type: "object",
        properties: { x: { type: "number", default: 1 }, y: number },
        default: { y: 2 },
      },
    }),
    {},
    { o: { x: 1, y: 2 } },
  ],
  ["stored objects get member defaults", object({ o: object({ x: { default: 1 } }) }), {
    o: {},
  }, { o: { x: 1 } }],
  ["array defaults are whole", object({ l: { type: "array", items: number, default: [1, 2] } }), {
    l: [],
  }, { l: [] }],
  ["an absent member stays absent", object({ a: number }), {}, {}],
  ["required member absent", object({ a: number }, ["a"]), {}, undefined],
  ["required member of another type", object({ a: number }, ["a"]), { a: "x" }, undefined],
  [
    "up to the nearest optional place",
    object({ o: object({ p: object({ a: number }, ["a"]) }, ["p"]), k: number }),
    {
      o: { p: {} },
      k: 1,
    },
    { k: 1 },
  ],
  ["required and undefined", object({ a: { type: ["string", "undefined"] } }, ["a"]), {}, {}],
  ["items with holes", { type: "array", items: number }, [1, , 3], [1, , 3]],
  ["an element of another type", { type: "array", items: number }, [1, "x"], undefined],
  ["an undefined element", { type: "array", items: { type: ["number", "undefined"] } }, [
    1,
    undefined,
  ], [
    1,
    undefined,
  ]],
  ["anyOf takes the first that fits", {
    anyOf: [number, object({ a: number }, ["a"]), object({ b: number })],
  }, {
    a: 1,
    b: 2,
  }, { a: 1 }],
  ["anyOf without fit", { anyOf: [number, { type: "null" }] }, "x", undefined],
  ["anyOf with null", { anyOf: [string, { type: "null" }] }, null, null],
  ["anyOf with default", { anyOf: [string, number], default: 7 }, undefined, 7],
  ["enum", { enum: ["a", 1] }, 1, 1],
  ["enum is Object.is", { enum: [0] }, -0, undefined],
  ["type list", { type: ["string", "null"] }, null, null],
  ["integer", { type: "integer" }, 1.5, undefined],
  ["integer takes bigint", { type: "integer" }, 5n, 5n],
  ["number takes NaN", number, NaN, NaN],
  ["number refuses bigint", number, 5n, undefined],
  ["properties imply an object", { properties: { a: number } }, [1], undefined],
  ["items imply an array", { items: number }, { 0: 1 }, undefined],
  ["$ref into $defs", {
    $ref: "#/$defs/T",
    $defs: { T: object({ t: { $ref: "#/$defs/T" }, n: number }) },
  }, {
    n: 1,
    t: { n: 2, x: 1 },
  }, { n: 1, t: { n: 2 } }],
];

for (const [name, schema, stored, seen] of ROWS) {
  Deno.test(`projection: ${name}`, async () => {
    const fixture = await makeFixture();
    const cell = fixture.cell("a", schema);
    if (stored !== undefined) fixture.cell("a").set(stored);
    assert.deepEqual(cell.get(), seen);
    // The same through a link, nested in another document.
    fixture.cell("holder").set({ inner: cell });
    assert.deepEqual(fixture.cell("holder").key("inner").asSchema(schema ?? true).get(), seen);
  });
}

Deno.test("a default beside $ref counts, a dangling $ref is refused by name", async () => {
  const fixture = await makeFixture();
  fixture.cell("a").set({});
  const schema: JSONSchema = {
    properties: { a: { $ref: "#/$defs/N", default: 4 } },
    $defs: { N: number },
  };
  assert.deepEqual(fixture.cell("a", schema).get(), { a: 4 });
  const dangling = () => fixture.cell("a", { $ref: "#/$defs/Missing" });
  assert.throws(dangling, { name: "SchemaReferenceError" });
});

Deno.test("asCell gives a handle for the target of a link, or for the place itself", async () => {
  const fixture = await makeFixture();
  fixture.cell("inner").set({ n: 1, hidden: 2 });
  fixture.cell("a").set({ link: fixture.cell("inner"), own: 5 });
  const handle: JSONSchema = { ...(object({ n: number }) as object), asCell: ["cell"] };
  const schema = object({ link: handle, own: { asCell: ["cell"] }, absent: { asCell: ["cell"] } });
  const view = fixture.cell("a", schema).get() as Record<string, Cell>;
  assert.ok(view.link!.equalLinks(fixture.cell("inner")));
  assert.deepEqual(view.link!.get(), { n: 1 });
  view.own!.set(6);
  view.absent!.set(7);
  assert.deepEqual(fixture.cell("a").key("own").get(), 6);
  assert.deepEqual(fixture.cell("a").key("absent").get(), 7);
});

Deno.test("entries of asCell nest, the outermost first", async () => {
  const fixture = await makeFixture();
  fixture.cell("value").set("v");
  fixture.cell("middle").set(fixture.cell("value"));
  fixture.cell("a").set({ h: fixture.cell("middle") });
  const schema = object({ h: { type: "string", asCell: ["cell", "cell"] } });
  const outer = (fixture.cell("a", schema).get() as { h: Cell<Cell> }).h;
  assert.ok(outer.equalLinks(fixture.cell("middle")));
  const inner = outer.get()!;
  assert.ok(inner.equalLinks(fixture.cell("value")));
  assert.equal(inner.get(), "v");
});

Deno.test("unknown is an opaque reference: present, comparable, storable as link, not readable", async () => {
  const fixture = await makeFixture();
  fixture.cell("target").set({ secret: 1 });
  fixture.cell("a").set({ list: [0, fixture.cell("target")], gone: undefined });
  const schema = object({
    list: { type: "array", items: { type: "unknown" } },
    gone: { type: "unknown" },
  });
  const view = fixture.cell("a", schema).get() as { list: object[]; gone?: unknown };
  assert.equal(view.gone, undefined);
  assert.ok(view.list[0] && view.list[1]);
  assert.deepEqual(Reflect.ownKeys(view.list[1]!), []);
  assert.ok(fixture.cell("target").equals(view.list[1]));
  const handles = object({
    list: { type: "array", items: { type: "unknown", asCell: ["comparable"] } },
  });
  const { list } = fixture.cell("a", handles).get() as { list: Cell[] };
  assert.ok(list[1]!.equals(fixture.cell("target")));
  fixture.cell("copy").set({ it: view.list[1] });
  assert.deepEqual(fixture.cell("copy").get(), { it: { secret: 1 } });
});

Deno.test("anyOf members with asCell are tried first for links and last for values", async () => {
  const fixture = await makeFixture();
  const schema = object({ x: { anyOf: [{ asCell: ["cell"] }, string, { type: "null" }] } });
  const read = () => (fixture.cell("a", schema).get() as { x: unknown }).x;
  fixture.cell("a").set({ x: null });
  assert.equal(read(), null);
  fixture.cell("a").set({ x: fixture.cell("b") });
  assert.ok(fixture.cell("b").equalLinks(read()));
});

Deno.test("a view is the same object while nothing under it changed", async () => {
  const fixture = await makeFixture();
  fixture.cell("b").set({ n: 1 });
  fixture.cell("a").set({ x: { l: [1] }, y: { z: 1 }, link: fixture.cell("b"), other: 1 });
  for (const schema of [true, object({ x: true, y: true, link: object({ n: number }) })]) {
    const cell = fixture.cell<Record<string, object>>("a", schema);
    const first = cell.get()!;
    assert.equal(cell.get(), first);
    fixture.cell("a").key("y", "z").increment();
    const second = cell.get()!;
    assert.notEqual(second, first);
    assert.equal(second.x, first.x);
    assert.equal(second.link, first.link);
    fixture.cell("b").key("n").increment();
    assert.notEqual(cell.get(), second);
    assert.notEqual(cell.get()!.link, second.link);
    assert.equal(cell.get()!.y, second.y);
  }
});

Deno.test("a view through declared properties survives a write to an undeclared sibling", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a", object({ x: object({ n: number }) }));
  fixture.cell("a").set({ x: { n: 1 }, other: 1 });
  const x = (cell.get() as { x: object }).x;
  fixture.cell("a").key("other").set(2);
  assert.equal((cell.get() as { x: object }).x, x);
});

Deno.test("a view shows what appears behind a link several levels below it", async () => {
  const fixture = await makeFixture();
  const leaf = fixture.cell("leaf");
  const root = fixture.cell("root", true);
  fixture.act(() => root.set({ a: { b: [{ c: [leaf] }] } }));
  assert.deepEqual(root.get(), { a: { b: [{ c: [undefined] }] } });
  fixture.act(() => leaf.set("X"));
  assert.deepEqual(root.get(), { a: { b: [{ c: ["X"] }] } });
});

Deno.test("only visited positions are logged, also when the view was made before", async () => {
  const fixture = await makeFixture();
  fixture.cell("b").set({ n: 1, unseen: 2 });
  fixture.cell("a").set({ x: { n: 1, unseen: 1 }, link: fixture.cell("b"), unseen: 3 });
  const inner = object({ n: number });
  const cell = fixture.cell("a", object({ x: inner, link: inner }));
  const reads = () => {
    const { tx } = fixture.act(() => cell.get());
    return tx.readLog.map(({ address, depth }) => `${address.path.join("/")} ${depth}`);
  };
  const first = reads();
  assert.deepEqual(first, ["x/n shallow", "link shallow", "n shallow"]);
  assert.deepEqual(sortedUtf8(reads()), sortedUtf8(first));
  assert.deepEqual(fixture.act(() => cell.sample()).tx.readLog, []);
});

Deno.test("mutable leaves are copied on write and on every read", async () => {
  const fixture = await makeFixture();
  const [date, bytes] = [new Date(5), new Uint8Array([1])];
  fixture.cell("a").set({ date, bytes });
  date.setTime(6);
  bytes[0] = 2;
  const read = () => fixture.cell("a").get() as { date: Date; bytes: Uint8Array };
  read().date.setTime(7);
  read().bytes[0] = 3;
  assert.deepEqual(read(), { date: new Date(5), bytes: new Uint8Array([1]) });
});

Deno.test("a document met again on the way is the same view: cyclic data has cyclic views", async () => {
  const fixture = await makeFixture();
  fixture.cell("b").set({ back: fixture.cell("a"), name: "b" });
  fixture.cell("a").set({ to: fixture.cell("b"), name: "a" });
  type Node = { to: { back: Node; name: string }; name: string };
  const view = fixture.cell<Node>("a").key("to").get() as Node["to"];
  assert.equal(view.back.to, view);
  assert.equal(fixture.cell("a").key("to").get(), view);
  const recursive: JSONSchema = {
    $ref: "#/$defs/N",
    $defs: { N: object({ to: { $ref: "#/$defs/N" }, back: { $ref: "#/$defs/N" }, name: string }) },
  };
  const typed = fixture.cell("b", recursive).get() as Node["to"];
  assert.equal(typed.back.to.name, "b");
  assert.equal(typed.back.to.back, typed.back);
});

Deno.test("a cycle of links reads as undefined, is reported, and refuses writes through it", async () => {
  const fixture = await makeFixture();
  const [a, b] = [fixture.cell("a"), fixture.cell("b")];
  a.set(b.getAsWriteRedirectLink());
  fixture.act(() => {
    const tx = fixture.currentTransaction()!;
    tx.write(b.getAsNormalizedFullLink(), a.getAsWriteRedirectLink());
  });
  assert.equal(a.get(), undefined);
  assert.equal(a.get(), undefined);
  const told = new Set(fixture.cycles.map(({ id }) => id));
  assert.deepEqual([...told], [a.getAsNormalizedFullLink().id]);
  assert.throws(() => a.set(1), { name: "LinkCycleError" });
});

Deno.test("a chain of 64 links is followed, a longer one reads as undefined", async () => {
  const fixture = await makeFixture();
  fixture.cell(0).set("end");
  for (let at = 1; at <= 65; at++) fixture.cell(at).set(fixture.cell(at - 1));
  assert.equal(fixture.cell(64).get(), "end");
  assert.equal(fixture.cell(65).get(), undefined);
});

Deno.test("a rendered tree is read with streams and cells in its props", async () => {
  const fixture = await makeFixture();
  fixture.cell("go").set({ $stream: true });
  fixture.cell("text").set("typed");
  fixture.cell("title").set("Hello");
  fixture.cell("ui").set({
    type: "vnode",
    name: "div",
    props: { onClick: fixture.cell("go"), $value: fixture.cell("text"), style: { color: "red" } },
    children: [fixture.cell("title"), 1, [{ $UI: { type: "vnode", name: "b", props: {} } }], {
      x: 1,
    }],
  });
  type VNode = { props: { onClick: Cell; $value: Cell; style: object }; children: unknown[] };
  const view = fixture.cell<VNode>("ui", { $ref: VNODE_REF }).get()!;
  view.props.onClick.send({});
  assert.equal(fixture.events.length, 1);
  assert.equal(view.props.$value.get(), "typed");
  assert.deepEqual(view.props.style, { color: "red" });
  assert.deepEqual(view.children, [
    "Hello",
    1,
    [{ $UI: { type: "vnode", name: "b", props: {} } }],
    {},
  ]);
});

Deno.test("a link's own schema counts only where the reader has none", async () => {
  const fixture = await makeFixture();
  fixture.cell("b").set({ n: 1, hidden: 2 });
  fixture.cell("a").set({ link: fixture.cell("b", object({ n: number })).getAsLink() });
  assert.deepEqual(fixture.cell("a").get(), { link: { n: 1 } });
  assert.deepEqual(fixture.cell("a", true).get(), { link: { n: 1, hidden: 2 } });
});

Deno.test("views remember where they came from, defaults do not", async () => {
  const fixture = await makeFixture();
  fixture.cell("a").set({ x: {} });
  const schema = object({ x: object({}), d: { type: "object", default: {} } });
  const view = fixture.cell("a", schema).get() as { x: object; d: object };
  assert.deepEqual(addressOf(view.x)?.path, ["x"]);
  assert.equal(addressOf(view.d), undefined);
});

Deno.test("handles inside views write in the transaction of the cell they were read from", async () => {
  const fixture = await makeFixture();
  fixture.cell("a").set({ n: 1 });
  const schema = object({ n: { type: "number", asCell: ["cell"] } });
  const tx = new RunnerTransaction(fixture.spaces);
  const view = fixture.cell<{ n: Cell }>("a", schema).withTx(tx).get()!;
  view.n.set(2);
  assert.equal(fixture.cell("a").key("n").get(), 1);
  await tx.commit();
  assert.equal(fixture.cell("a").key("n").get(), 2);
});

Deno.test("validation names the first place that does not fit, and why", () => {
  const schema: JSONSchema = {
    type: "object",
    properties: {
      title: string,
      tags: { type: "array", items: string, default: [] },
      inner: object({ n: { type: "integer" } }, ["n"]),
      cell: { asCell: ["cell"], type: "string" },
    },
    required: ["title", "tags", "inner"],
    additionalProperties: false,
  };
  const rows: [unknown, string[], RegExp][] = [
    [{ inner: { n: 1 } }, ["title"], /required/],
    [{ title: 1, inner: { n: 1 } }, ["title"], /expected string, found number/],
    [{ title: "x", inner: { n: 1.5 } }, ["inner", "n"], /expected integer/],
    [{ title: "x", tags: ["a", 2], inner: { n: 1 } }, ["tags", "1"], /expected string/],
    [{ title: "x", inner: { n: 1 }, more: 1 }, ["more"], /not a declared member/],
    ["x", [], /expected object, found string/],
  ];
  for (const [value, path, reason] of rows) {
    const result = validateAgainst(schema, value);
    assert.ok(!result.ok, JSON.stringify(value));
    assert.deepEqual(result.path, path);
    assert.match(result.reason, reason);
  }
  assert.deepEqual(validateAgainst(schema, { title: "x", inner: { n: 1 } }), { ok: true });
  assert.deepEqual(withDefaults(schema, { title: "x" }), { title: "x", tags: [] });
});
