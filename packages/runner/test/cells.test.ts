/** Cells: reading, writing, element documents, comparison, faces. */
import assert from "node:assert/strict";
import type { Cell, Stream } from "../types.ts";
import { makeHandle } from "../cells/handles.ts";
import { unnamedPlace } from "../cells/handle-state.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { changeAffects } from "../transactions/changes.ts";
import { isLink } from "../links/sigil.ts";
import { asynchronous, makeFixture, SPACE } from "./support/cell-host.ts";
import { memoryStores } from "../../storage/test/support/memory-store.ts";

const items = (cell: Cell) => cell.getRaw() as unknown[];

Deno.test("set and get round-trip data in a deeply frozen view", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  const value = {
    n: -0,
    big: 5n,
    nan: NaN,
    list: [1, , undefined],
    date: new Date(5),
    __proto__: null,
  };
  cell.set(value);
  const read = cell.get() as typeof value;
  assert.deepEqual({ ...read, __proto__: null }, value);
  assert.equal(1 in read.list, false);
  assert.equal(2 in read.list, true);
  assert.ok(Object.isFrozen(read) && Object.isFrozen(read.list));
  assert.ok(Object.is(read.n, -0));
});

Deno.test("a key named __proto__ is data like any other", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  cell.set(JSON.parse('{"__proto__": {"x": 1}}'));
  const read = cell.get() as object;
  assert.equal(Object.getPrototypeOf(read), Object.prototype);
  assert.deepEqual(Object.keys(read), ["__proto__"]);
  assert.equal(cell.key("__proto__", "x").get(), 1);
  assert.equal(cell.key("constructor").get(), undefined);
});

Deno.test("an equal write sends no commit and changes nothing", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  cell.set({ a: [1, { b: 2 }], c: "x" });
  const { storeTransactions } = fixture.counters;
  const raw = cell.getRaw();
  const changes = fixture.changes.length;
  cell.set({ c: "x", a: [1, { b: 2 }] });
  cell.key("c").set("x");
  cell.update({ c: "x" });
  assert.equal(fixture.counters.storeTransactions, storeTransactions);
  assert.equal(fixture.changes.length, changes);
  assert.equal(cell.getRaw(), raw);
});

Deno.test("a plain list element of a handler gets its own document and keeps it", async () => {
  const fixture = await makeFixture();
  const list = fixture.cell<{ t: string }[]>("list");
  fixture.act(() => fixture.guest<Cell>(list).set([{ t: "a" }, { t: "b" }]), {
    elements: { kind: "event", id: "event1" },
  });
  const [first, second] = items(list);
  assert.ok(isLink(first) && isLink(second));
  assert.deepEqual(list.get(), [{ t: "a" }, { t: "b" }]);
  fixture.act(() => {
    const guest = fixture.guest<Cell<{ t: string }[]>>(list);
    guest.set([...guest.get()!].reverse());
  });
  assert.deepEqual(items(list), [second, first]);
  fixture.act(() => {
    const guest = fixture.guest<Cell<{ t: string }[]>>(list);
    guest.remove(guest.get()![0]);
  });
  assert.deepEqual(items(list), [first]);
});

Deno.test("a repeated attempt of one event makes the same element documents", async () => {
  const attempt = async () => {
    const fixture = await makeFixture();
    const list = fixture.cell("list");
    fixture.act(() => {
      const guest = fixture.guest<Cell>(list);
      guest.push({ t: "a" });
      guest.push({ t: "b" });
    }, { elements: { kind: "event", id: "event1" } });
    return items(list);
  };
  const [first, again] = [await attempt(), await attempt()];
  assert.deepEqual(first, again);
  assert.notDeepEqual(first[0], first[1]);
});

Deno.test("elements of computations stay inline", async () => {
  const fixture = await makeFixture();
  const list = fixture.cell("list");
  fixture.act(() => list.set([{ t: "a" }]), { elements: { kind: "inline" } });
  assert.deepEqual(items(list), [{ t: "a" }]);
});

Deno.test("writing back a filtered inline list stores data, never links into what it replaces", async () => {
  const fixture = await makeFixture();
  const list = fixture.cell<{ t: string }[]>("list");
  fixture.act(() => list.set([{ t: "a" }, { t: "b" }, { t: "c" }]), {
    elements: { kind: "inline" },
  });
  fixture.act(() => list.set(list.get()!.filter((item) => item.t !== "a")));
  assert.deepEqual(items(list), [{ t: "b" }, { t: "c" }]);
  fixture.act(() => list.set([...list.get()!, list.get()![0]!]));
  assert.deepEqual(items(list), [{ t: "b" }, { t: "c" }, { t: "b" }]);
});

Deno.test("a view of another place is stored as a link to it", async () => {
  const fixture = await makeFixture();
  const [source, target] = [fixture.cell("source"), fixture.cell<{ copy: unknown }>("target")];
  source.set({ inner: { n: 1 } });
  target.set({ copy: (source.get() as { inner: unknown }).inner });
  source.key("inner", "n").set(2);
  assert.deepEqual(target.get(), { copy: { n: 2 } });
  assert.ok(target.key("copy").equals(source.key("inner")));
});

Deno.test("a write at an ordinary link replaces it, below it and at a redirect lands in the target", async () => {
  const fixture = await makeFixture();
  const [a, b, holder] = [fixture.cell("a"), fixture.cell("b"), fixture.cell("holder")];
  a.set({ n: 1 });
  b.set({ n: 1 });
  holder.set({ plain: a, redirect: b.getAsWriteRedirectLink() });
  holder.key("plain", "n").set(2);
  assert.deepEqual(a.get(), { n: 2 });
  holder.key("plain").set("gone");
  assert.deepEqual(a.get(), { n: 2 });
  holder.key("redirect").set({ n: 5 });
  assert.deepEqual(b.get(), { n: 5 });
  assert.deepEqual(holder.get(), { plain: "gone", redirect: { n: 5 } });
});

Deno.test("a handle read through a redirect replaces the link its target holds", async () => {
  const fixture = await makeFixture();
  const [note, other] = [fixture.cell("note"), fixture.cell("other")];
  const [selected, argument] = [fixture.cell("selected"), fixture.cell("argument")];
  note.set({ t: "n" });
  other.set({ t: "o" });
  selected.set(note);
  argument.set({ selected: selected.getAsWriteRedirectLink() });
  const schema = { type: "object", properties: { selected: { asCell: ["cell"] } } } as const;
  const handle = (argument.asSchema(schema).get() as { selected: Cell }).selected;
  assert.deepEqual(handle.get(), { t: "n" });
  handle.set(other);
  assert.deepEqual(handle.get(), { t: "o" });
  assert.deepEqual(note.get(), { t: "n" });
});

Deno.test("list and object operations do what their names say", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("ops");
  cell.key("list").push(1, 2);
  cell.key("list").addUnique(2, 3);
  cell.key("list").push(2);
  cell.key("list").removeByValue(1);
  assert.deepEqual(cell.key("list").get(), [2, 3, 2]);
  cell.key("list").removeAll(2);
  assert.deepEqual(cell.key("list").get(), [3]);
  cell.key("n").increment();
  cell.key("n").increment(4);
  assert.equal(cell.key("n").get(), 5);
  cell.update({ n: undefined, m: 1 });
  assert.deepEqual(cell.get(), { list: [3], m: 1 });
  assert.throws(() => cell.key("m").push(1), { name: "NotAnArrayError" });
  assert.throws(() => cell.key("m").update({ x: 1 }), { name: "NotAnObjectError" });
  assert.throws(() => cell.key("list").increment(), { name: "NotANumberError" });
  assert.throws(() => cell.key("m", "x").set(1), { name: "NotAContainerError" });
});

Deno.test("addUnique and remove compare objects by link", async () => {
  const fixture = await makeFixture();
  const [a, b, list] = [fixture.cell("a"), fixture.cell("b"), fixture.cell("list")];
  a.set({ n: 1 });
  b.set({ n: 1 });
  list.addUnique(a, b, a);
  list.addUnique(a.get());
  assert.deepEqual(list.get(), [{ n: 1 }, { n: 1 }]);
  list.remove(b);
  assert.ok(list.key(0).equals(a));
  assert.equal(items(list).length, 1);
});

Deno.test("equals compares resolved places, equalLinks addresses, and neither contents", async () => {
  const fixture = await makeFixture();
  const [a, b, holder] = [fixture.cell("a"), fixture.cell("b"), fixture.cell("holder")];
  a.set({ n: 1 });
  b.set({ n: 1 });
  holder.set({ a });
  assert.equal(a.equals(b), false);
  assert.equal(holder.key("a").equals(a), true);
  assert.equal(holder.key("a").equals(a.get()), true);
  assert.equal(holder.key("a").equalLinks(a), false);
  assert.equal(a.equalLinks(fixture.cell("a")), true);
  assert.equal(a.equals(undefined), false);
});

Deno.test("elementById gives one document per container and name", async () => {
  const fixture = await makeFixture();
  const list = fixture.cell("list");
  list.elementById("x").set({ n: 1 });
  assert.deepEqual(list.elementById("x").get(), { n: 1 });
  assert.equal(list.elementById("x").equals(list.elementById("y")), false);
});

Deno.test("for on a cell that has a cause is refused unless told otherwise", async () => {
  const cell = (await makeFixture()).cell("a");
  assert.throws(() => cell.for("b"), { name: "CauseAlreadySetError" });
  assert.equal(cell.for("b", true), cell);
});

Deno.test("a guest handle is frozen and has the members of its kind only", async () => {
  const fixture = await makeFixture();
  fixture.cell("a").set({ v: 1 });
  const kinds = {
    cell: ["get", "set", "send", "map", "asSchema"],
    readonly: ["get", "sample", "equals", "key"],
    writeonly: ["set", "push", "key"],
    comparable: ["equals", "key"],
    opaque: ["key", "map"],
    stream: ["send", "for"],
  };
  const hostOnly = ["sink", "pull", "withTx", "getRaw", "getMetaRaw", "setMetaRaw", "getAsLink"];
  for (const [kind, members] of Object.entries(kinds)) {
    const schema = { properties: { v: { asCell: [kind as "cell"] } } };
    const guest = fixture.guest<Cell>(fixture.cell("a"), schema).get() as { v: never };
    const names = Object.getOwnPropertyNames(Object.getPrototypeOf(guest.v));
    for (const member of members) assert.ok(names.includes(member), `${kind}.${member}`);
    for (const member of hostOnly) assert.ok(!names.includes(member), `${kind}.${member}`);
    if (kind !== "cell") assert.ok(!names.includes("asSchema"));
    assert.ok(Object.isFrozen(guest.v) && Object.isFrozen(Object.getPrototypeOf(guest.v)));
    assert.deepEqual(Reflect.ownKeys(guest.v), []);
    assert.equal(Reflect.get(guest.v, "constructor"), undefined);
  }
});

Deno.test("a method borrowed from one kind does not work on another", async () => {
  const fixture = await makeFixture();
  fixture.cell("a").set({ r: 1, w: 2 });
  const schema = { properties: { r: { asCell: ["readonly"] }, w: { asCell: ["cell"] } } } as const;
  const { r, w } = fixture.guest<Cell>(fixture.cell("a"), schema).get() as { r: Cell; w: Cell };
  assert.throws(() => w.set.call(r, 5), { name: "HandleKindError" });
  const { getRaw } = fixture.cell("a");
  assert.throws(() => getRaw.call(w), { name: "HandleKindError" });
});

Deno.test("send on a stream hands over the event, on a plain cell it is set", async () => {
  const fixture = await makeFixture();
  const [stream, holder] = [fixture.cell("stream"), fixture.cell("holder")];
  stream.set({ $stream: true });
  holder.set({ go: stream });
  assert.equal(stream.get(), undefined);
  const schema = { properties: { go: { asCell: ["stream"] } } } as const;
  const guest = fixture.guest<Cell<{ go: Stream }>>(holder, schema);
  fixture.act(() => guest.get()!.go.send({ n: 1, cell: fixture.cell("x") }));
  const { stream: to, event } = fixture.events[0]!;
  assert.equal(to.id, stream.getAsNormalizedFullLink().id);
  assert.equal((event as { n: number }).n, 1);
  assert.ok(isLink((event as { cell: unknown }).cell));
  fixture.cell("plain").send(3);
  assert.equal(fixture.cell("plain").get(), 3);
});

Deno.test("pattern code cannot write without a transaction, nor marks, nor links by hand", async () => {
  const fixture = await makeFixture();
  const guest = fixture.guest(fixture.cell("a"));
  assert.throws(() => guest.set(1), { name: "NoTransactionError" });
  const forged = [
    { "/": { "link@1": { id: "of:x" } } },
    { $stream: true },
    { $patternRef: {} },
    { a: [{ $alias: 1 }] },
    { $implRef: 1 },
  ];
  for (const value of forged) {
    assert.throws(() => fixture.act(() => guest.set(value)), { name: "ReservedKeyError" });
  }
});

Deno.test("a document that is not resident never reads as undefined", async () => {
  const stores = memoryStores();
  const writer = await makeFixture(stores);
  writer.cell("inner").set({ n: 1 });
  writer.cell("a").set({ inner: writer.cell("inner") });
  const fixture = await makeFixture(asynchronous(stores));
  const cell = fixture.cell("a");
  assert.throws(() => cell.get(), { name: "NotResidentError" });
  await cell.sync();
  assert.deepEqual(cell.get(), { inner: { n: 1 } });
  assert.equal(cell.getAsNormalizedFullLink().space, SPACE);
});

Deno.test("a cell without a name gets one from for, else at its first use, and its value then", async () => {
  const fixture = await makeFixture();
  const make = () => {
    const place = unnamedPlace({
      addressFor: (cause) =>
        fixture.cell({ made: cause?.cause ?? "nameless" }).getAsNormalizedFullLink(),
      onNamed: (address) =>
        fixture.currentTransaction()!.apply(address, {
          part: "value",
          path: [],
          kind: "write",
          value: "initial",
        }),
    });
    const state = { host: fixture, place, schema: schemaNode(undefined), tx: undefined };
    return makeHandle({ ...state, kind: "cell", face: "guest" }) as Cell;
  };
  fixture.act(() => {
    const named = make().for("x");
    assert.throws(() => named.for("y"), { name: "CauseAlreadySetError" });
    assert.equal(named.for("y", true), named);
    assert.equal(named.get(), "initial");
    const nameless = make();
    fixture.cell("holder").set({ nameless });
    assert.throws(() => nameless.for("late"), { name: "CauseAlreadySetError" });
  });
  assert.equal(fixture.cell({ made: "x" }).get(), "initial");
  assert.deepEqual(fixture.cell("holder").get(), { nameless: "initial" });
});

Deno.test("key takes names and array indexes only, and an address is at most 256 segments", async () => {
  const cell = (await makeFixture()).cell("a");
  for (const bad of [-1, 1.5, NaN, 2 ** 32]) assert.throws(() => cell.key(bad), TypeError);
  assert.throws(() => cell.key(...Array(300).fill("x")), { name: "ValueTooLargeError" });
});

Deno.test("data linked too deeply is refused instead of overflowing the stack", async () => {
  const fixture = await makeFixture();
  fixture.act(() => {
    for (let at = 1; at <= 1_100; at++) fixture.cell(at).set({ next: fixture.cell(at - 1) });
  });
  assert.throws(() => fixture.cell(1_100).get(), { name: "ReadBudgetError" });
  const schema = { properties: { next: { type: "unknown" } } } as const;
  assert.ok(fixture.cell(1_100, schema).get());
});

Deno.test("meta of a document is read and written by host cells and announced on its own", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a");
  cell.set(1);
  cell.setMetaRaw("argument", fixture.cell("argument").getAsWriteRedirectLink());
  assert.equal(cell.get(), 1);
  assert.ok(isLink(cell.getMetaRaw("argument")));
  const argument = (cell as unknown as { getArgumentCell(): Cell }).getArgumentCell();
  assert.ok(argument.equalLinks(fixture.cell("argument")));
  const change = fixture.changes.at(-1)!;
  const { schema: _schema, ...address } = cell.getAsNormalizedFullLink();
  assert.equal(changeAffects(change, { address, depth: "deep" }), false);
});
