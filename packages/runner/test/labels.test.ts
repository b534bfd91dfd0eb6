/** Labels of documents: what writes under labelled schemas add and lose, and what reads require. */
import assert from "node:assert/strict";
import type { JSONSchema } from "@commonfabric/api";
import { type DocumentLabels, makeLabels } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { makeReader } from "../cells/reading.ts";
import { projectData } from "../schemas/project.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Cell, ImplementationIdentity } from "../types.ts";
import { type Fixture, makeFixture, SPACE } from "./support/cell-host.ts";

const MODES = ["enforce", "disabled"] as const;
type Mode = typeof MODES[number];

const fixtureOf = (mode: Mode, user = "local") =>
  makeFixture(memoryStores(), [SPACE], {
    enforcesLabels: mode === "enforce",
    scope: { user, session: "s" },
  });

const adding = (...atoms: unknown[]): JSONSchema => ({ ifc: { addIntegrity: atoms } });
const requiring = (...atoms: unknown[]): JSONSchema => ({ ifc: { requiredIntegrity: atoms } });

const labelsOf = (fixture: Fixture, cell: Cell): DocumentLabels["entries"] => {
  const { space, scope, id } = cell.getAsNormalizedFullLink();
  const labels = fixture.spaces.peek(space)!.replica.current({ scope, id })?.document?.labels;
  return (labels as DocumentLabels | undefined)?.entries ?? [];
};

/** The paths that hold atoms, as `path: atoms`. */
const integrityOf = (fixture: Fixture, cell: Cell): string[] =>
  labelsOf(fixture, cell).map(({ path, integrity }) => `${path.join(".")}: ${integrity}`);

/** Runs `write` in a transaction by `writer`, prepares and commits it. */
async function edit(
  fixture: Fixture,
  write: (tx: RunnerTransaction) => void,
  writer: ImplementationIdentity = { kind: "host", reason: "test" },
): Promise<void> {
  const tx = new RunnerTransaction(fixture.spaces);
  tx.setImplementationIdentity(writer);
  write(tx);
  tx.prepareCfc();
  assert.ok("ok" in await tx.commit());
}

for (const mode of MODES) {
  const isEnforced = mode === "enforce";
  const expected = (...paths: string[]) => isEnforced ? paths : [];

  Deno.test(`${mode}: a write under a schema with labels adds them at their paths`, async () => {
    const fixture = await fixtureOf(mode);
    const schema: JSONSchema = {
      type: "object",
      properties: {
        title: { type: "string", ...adding("b", "a", "b") as object },
        list: { type: "array", items: { type: "number", ...adding("n") as object } },
      },
      ...adding("root") as object,
    };
    fixture.cell("doc", schema).set({ title: "x", list: [1, 2], other: 3 });
    assert.deepEqual(
      integrityOf(fixture, fixture.cell("doc")),
      expected(": root", "list.0: n", "list.1: n", "title: a,b"),
    );
    assert.deepEqual(fixture.cell("doc").get(), { title: "x", list: [1, 2], other: 3 });
  });

  Deno.test(`${mode}: an intent needs prepareCfc before the commit`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc", adding("a"));
    const tx = new RunnerTransaction(fixture.spaces);
    cell.withTx(tx).set(1);
    if (isEnforced) {
      await assert.rejects(tx.commit(), { name: "CfcNotPreparedError" });
      assert.equal(tx.status, "aborted");
      assert.equal(cell.get(), undefined, "nothing was written");
    } else {
      assert.ok("ok" in await tx.commit());
    }
    const late = new RunnerTransaction(fixture.spaces);
    cell.withTx(late).set(2);
    late.prepareCfc();
    cell.withTx(late).set(3);
    if (isEnforced) await assert.rejects(late.commit(), { name: "CfcNotPreparedError" });
    else assert.ok("ok" in await late.commit());
    const plain = new RunnerTransaction(fixture.spaces);
    fixture.cell("other", { type: "number" }).withTx(plain).set(3);
    assert.ok("ok" in await plain.commit(), "without labels nothing needs preparing");
  });

  Deno.test(`${mode}: a change without the schema loses integrity at, above and below`, async () => {
    const places = ["", "a", "a.b", "a.b.c", "a.d", "e"];
    const cases: readonly (readonly [path: string[], lost: string[]])[] = [
      [["a", "b"], ["", "a", "a.b", "a.b.c"]],
      [["a", "b", "c"], ["", "a", "a.b", "a.b.c"]],
      [["e"], ["", "e"]],
      [["f"], [""]],
      [[], places],
    ];
    for (const [path, lost] of cases) {
      const fixture = await fixtureOf(mode);
      const cell = fixture.cell("doc");
      const tree: JSONSchema = {
        ...adding("x") as object,
        properties: {
          a: {
            ...adding("x") as object,
            properties: {
              b: { ...adding("x") as object, properties: { c: adding("x") } },
              d: adding("x"),
            },
          },
          e: adding("x"),
        },
      };
      cell.asSchema(tree).set({ a: { b: { c: 1 }, d: 2 }, e: 3 });
      assert.deepEqual(integrityOf(fixture, cell), expected(...places.map((at) => `${at}: x`)));
      cell.key(...path).set(path.length === 0 ? {} : 9);
      const kept = places.filter((place) => !lost.includes(place));
      assert.deepEqual(integrityOf(fixture, cell), expected(...kept.map((at) => `${at}: x`)));
    }
  });

  Deno.test(`${mode}: an equal write keeps integrity, also without the schema`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc");
    cell.asSchema({ properties: { a: adding("x") } }).set({ a: { n: 1 }, b: 2 });
    cell.set({ a: { n: 1 }, b: 3 });
    assert.deepEqual(integrityOf(fixture, cell), expected("a: x"));
    cell.asSchema({ properties: { a: adding("y") } }).key("a").set({ n: 1 });
    assert.deepEqual(integrityOf(fixture, cell), expected("a: x,y"), "and may add to it");
    cell.asSchema({ properties: { a: adding("y") } }).key("a").set({ n: 2 });
    assert.deepEqual(integrityOf(fixture, cell), expected("a: y"), "a change brings its own only");
  });

  Deno.test(`${mode}: a copy of a value has no atom, whichever way it is made`, async () => {
    const fixture = await fixtureOf(mode);
    const from = fixture.cell("from");
    const signed: JSONSchema = { properties: { a: { type: "object", ...adding("x") as object } } };
    from.asSchema(signed).set({ a: { n: 1 } });
    assert.deepEqual(integrityOf(fixture, from), expected("a: x"));
    const copies: readonly (readonly [name: string, value: () => unknown])[] = [
      ["a view", () => (from.get() as { a: unknown }).a],
      ["a spread", () => ({ ...(from.get() as { a: object }).a })],
      ["the whole", () => from.get()],
      ["a cell", () => from.key("a")],
      ["data", () => JSON.parse(JSON.stringify(from.get()))],
    ];
    for (const [name, value] of copies) {
      const to = fixture.cell(name);
      to.set(value());
      assert.deepEqual(integrityOf(fixture, to), [], name);
      to.set(undefined);
    }
    const list = fixture.cell("list", { type: "array", items: adding("mine") });
    list.set([from.key("a")]);
    assert.deepEqual(integrityOf(fixture, list), [], "a link to foreign data is given no atom");
    assert.deepEqual(integrityOf(fixture, from), expected("a: x"), "nor is what it leads to");
  });

  Deno.test(`${mode}: elements with documents of their own are labelled there`, async () => {
    const fixture = await fixtureOf(mode);
    const schema: JSONSchema = {
      type: "array",
      items: { type: "object", properties: { n: { type: "number" } }, ...adding("x") as object },
    };
    const list = fixture.cell("list", schema);
    list.set([{ n: 1 }]);
    list.push({ n: 2 });
    list.addUnique({ n: 3 });
    for (const at of [0, 1, 2]) {
      const element = list.key(at).resolveAsCell();
      assert.deepEqual(integrityOf(fixture, element), expected(": x"), `element ${at}`);
    }
    assert.deepEqual(integrityOf(fixture, list), []);
  });

  Deno.test(`${mode}: what an operation adds to a list is labelled, and nothing else`, async () => {
    const fixture = await fixtureOf(mode);
    const plain = fixture.cell("tags");
    const tags = plain.asSchema({
      type: "array",
      items: { type: "string", ...adding("x") as object },
    });
    plain.set(["foreign"]);
    tags.push("a", "b");
    assert.deepEqual(integrityOf(fixture, plain), expected("1: x", "2: x"));
    tags.addUnique("foreign", "c");
    assert.deepEqual(integrityOf(fixture, plain), expected("1: x", "2: x", "3: x"));
    tags.removeByValue("a");
    assert.deepEqual(plain.get(), ["foreign", "b", "c"]);
    assert.deepEqual(integrityOf(fixture, plain), [], "what moved up is another value there");
    tags.push("d");
    tags.remove("foreign");
    assert.deepEqual(integrityOf(fixture, plain), [], "a removal vouches for nothing that stays");
    const count = fixture.cell("count");
    count.asSchema({ type: "number", ...adding("x") as object }).increment(2);
    assert.deepEqual(integrityOf(fixture, count), expected(": x"));
    count.increment(1);
    assert.deepEqual(integrityOf(fixture, count), []);
  });

  Deno.test(`${mode}: partial writes are under the schema of their part`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc", { properties: { a: adding("x"), b: { type: "number" } } });
    cell.update({ a: 1, b: 2 });
    assert.deepEqual(integrityOf(fixture, cell), expected("a: x"));
    cell.key("b").set(3);
    assert.deepEqual(integrityOf(fixture, cell), expected("a: x"));
    cell.key("a").set(undefined);
    assert.deepEqual(integrityOf(fixture, cell), []);
  });

  Deno.test(`${mode}: minted atoms are stripped wherever they are claimed`, async () => {
    const minted = ["cf-compiled-by:cf-compiler", "cf-compiled-by:", "cf-runtime:clock"];
    const nested: JSONSchema = {
      properties: {
        deep: { properties: { part: adding(...minted, "own") } },
        list: { type: "array", items: adding(...minted) },
      },
      ...adding(...minted, "own") as object,
    };
    const writers: readonly ImplementationIdentity[] = [
      { kind: "unsupported" },
      { kind: "host", reason: "test" },
      { kind: "verified", identity: "compile-cache", symbol: "compile-cache" },
      { kind: "builtin", builtinId: "map" },
    ];
    for (const writer of writers) {
      const fixture = await fixtureOf(mode);
      const cell: Cell = fixture.cell("doc", nested);
      await edit(fixture, (tx) => {
        cell.withTx(tx).set({ deep: { part: 1 }, list: [1, { n: 2 }] });
        cell.withTx(tx).key("deep", "part").set(2);
        cell.withTx(tx).key("list").push({ n: 3 }, 4);
        cell.withTx(tx).update({ deep: { part: 5 } });
      }, writer);
      assert.deepEqual(integrityOf(fixture, cell), expected("deep.part: own"));
      for (const at of [1, 2]) {
        assert.deepEqual(integrityOf(fixture, cell.key("list", at).resolveAsCell()), []);
      }
    }
  });

  Deno.test(`${mode}: each family of minted atoms has its one built-in`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc", adding("cf-compiled-by:cf-compiler", "cf-runtime:clock"));
    await edit(fixture, (tx) => cell.withTx(tx).set(1), {
      kind: "builtin",
      builtinId: "compile-cache",
    });
    assert.deepEqual(integrityOf(fixture, cell), expected(": cf-compiled-by:cf-compiler"));
    await edit(fixture, (tx) => cell.withTx(tx).set(2), { kind: "builtin", builtinId: "runtime" });
    assert.deepEqual(integrityOf(fixture, cell), expected(": cf-runtime:clock"));
    const copy = fixture.cell("copy");
    copy.set(cell.get());
    assert.deepEqual(integrityOf(fixture, copy), []);
    cell.asSchema({ type: "number" }).set(3);
    assert.deepEqual(integrityOf(fixture, cell), [], "a change by anybody else loses it");
  });

  Deno.test(`${mode}: a read needs every atom at exactly its path`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc");
    const writing: JSONSchema = { properties: { a: adding("x", "y") }, ...adding("x") as object };
    cell.asSchema(writing).set({ a: { b: 1 }, c: 2 });
    const read = (path: string[], ...atoms: string[]) =>
      cell.key(...path).asSchema(requiring(...atoms)).get() !== undefined;
    assert.equal(read([], "x"), true);
    assert.equal(read(["a"], "x", "y"), true);
    assert.equal(read(["a"], "x", "z"), !isEnforced, "every atom");
    assert.equal(read([], "x", "y"), !isEnforced, "nothing comes from below");
    assert.equal(read(["a", "b"], "x"), !isEnforced, "nothing is inherited from above");
    assert.equal(read(["c"], "x"), !isEnforced);
    assert.equal(read(["a"]), true, "no atom is required");
    const malformed = cell.key("a").asSchema({ ifc: { requiredIntegrity: "x" } });
    assert.equal(malformed.get() !== undefined, !isEnforced, "what is no list is never held");
  });

  Deno.test(`${mode}: what lacks integrity counts as absent, defaults and requirements included`, async () => {
    const fixture = await fixtureOf(mode);
    fixture.cell("doc").set({ a: 1, b: 2 });
    const read = (schema: JSONSchema) => fixture.cell("doc", schema).get();
    const a: JSONSchema = { type: "number", ...requiring("x") as object };
    const b: JSONSchema = { type: "number" };
    assert.deepEqual(read({ properties: { a, b } }), isEnforced ? { b: 2 } : { a: 1, b: 2 });
    assert.deepEqual(
      read({ properties: { a, b }, required: ["a"] }),
      isEnforced ? undefined : { a: 1, b: 2 },
    );
    assert.deepEqual(
      read({ properties: { a: { ...a as object, default: 7 }, b } }),
      { a: isEnforced ? 7 : 1, b: 2 },
    );
    assert.deepEqual(
      read({ properties: { a: { anyOf: [a, { type: "string" }] }, b } }),
      isEnforced ? { b: 2 } : { a: 1, b: 2 },
    );
    assert.deepEqual(
      read({ properties: { a: { anyOf: [{ type: "string", ...requiring("x") as object }, b] } } }),
      { a: 1 },
      "an alternative that does not hold asks for nothing",
    );
  });

  Deno.test(`${mode}: integrity is that of the place which a link leads to`, async () => {
    const fixture = await fixtureOf(mode);
    const target = fixture.cell("target");
    target.asSchema({ properties: { a: adding("x") } }).set({ a: 1, b: 2 });
    const list = fixture.cell("links");
    list.set([target.key("a"), target.key("b")]);
    const read = list.asSchema({ type: "array", items: { anyOf: [requiring("x"), true] } });
    const strict = list.asSchema({ type: "object", properties: { 0: requiring("x") } });
    assert.equal(strict.get(), undefined, "a list is no object");
    assert.equal(list.key(0).asSchema(requiring("x")).get(), 1);
    assert.equal(list.key(1).asSchema(requiring("x")).get(), isEnforced ? undefined : 2);
    assert.ok(read.get() !== undefined || isEnforced);
  });

  Deno.test(`${mode}: a view follows the labels, not only the value`, async () => {
    const fixture = await fixtureOf(mode);
    const inner = fixture.cell("inner");
    inner.set({ n: 1 });
    fixture.cell("outer").set({ inner });
    const outer = fixture.cell("outer", {
      properties: { inner: { type: "object", ...requiring("x") as object } },
    });
    const absent = isEnforced ? {} : { inner: { n: 1 } };
    assert.deepEqual(outer.get(), absent);
    const changes = fixture.changes.length;
    inner.asSchema({ type: "object", ...adding("x") as object }).set({ n: 1 });
    assert.equal(fixture.changes.length > changes, isEnforced, "an equal value, another label");
    assert.deepEqual(outer.get(), { inner: { n: 1 } });
    inner.set({ n: 2 });
    assert.deepEqual(outer.get(), isEnforced ? {} : { inner: { n: 2 } });
  });

  Deno.test(`${mode}: the current principal is the user of the runtime`, async () => {
    const stores = memoryStores();
    const scope = (user: string) => ({ enforcesLabels: isEnforced, scope: { user, session: "s" } });
    const alice = await makeFixture(stores, [SPACE], scope("alice"));
    const bob = await makeFixture(stores, [SPACE], scope("bob"));
    const atom = { kind: "authored-by", subject: { kind: "current-principal" } };
    alice.cell("doc", adding(atom)).set(1);
    assert.deepEqual(
      integrityOf(alice, alice.cell("doc")),
      expected(': {"kind":"authored-by","subject":"alice"}'),
    );
    assert.equal(alice.cell("doc", requiring(atom)).get(), 1);
    await bob.cell("doc").sync();
    assert.equal(bob.cell("doc", requiring(atom)).get(), isEnforced ? undefined : 1);
    const named = { subject: "alice", kind: "authored-by" };
    assert.equal(bob.cell("doc", requiring(named)).get(), 1);
  });

  Deno.test(`${mode}: other labels are stored, carried, and stop nobody`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc");
    const secret: JSONSchema = {
      properties: { a: { ifc: { confidentiality: ["s"], maxConfidentiality: [], other: 1 } } },
    };
    cell.asSchema(secret).set({ a: 1 });
    cell.key("a").set(2);
    const entries = isEnforced ? [{ path: ["a"], confidentiality: ["s"] }] : [];
    assert.deepEqual(labelsOf(fixture, cell), entries, "a change keeps what was secret");
    assert.deepEqual(cell.asSchema(secret).get(), { a: 2 });
    cell.setMetaRaw("field", 1);
    cell.set(undefined);
    assert.deepEqual(labelsOf(fixture, cell), [], "without a value there is nothing to keep");
    const bare = fixture.cell("bare");
    bare.asSchema(secret).set({ a: 1 });
    bare.set(undefined);
    const { scope, id } = bare.getAsNormalizedFullLink();
    const { document } = fixture.spaces.peek(SPACE)!.replica.current({ scope, id })!;
    assert.equal(document, undefined, "nor is a document left");
  });

  Deno.test(`${mode}: only the named code may change a place`, async () => {
    const identity = "a".repeat(43);
    const authority = { identity, symbol: "save" };
    const writers: readonly (readonly [ImplementationIdentity, boolean])[] = [
      [{ kind: "verified", identity, symbol: "save" }, true],
      [{ kind: "verified", identity, symbol: "other" }, false],
      [{ kind: "verified", identity: "b".repeat(43), symbol: "save" }, false],
      [{ kind: "builtin", builtinId: "save" }, false],
      [{ kind: "host", reason: "save" }, false],
      [{ kind: "unsupported" }, false],
      [{ kind: "unsupported", identity, symbol: "save" } as never, false],
    ];
    for (const [writer, isNamed] of writers) {
      const fixture = await fixtureOf(mode);
      const cell = fixture.cell("doc", {
        properties: { name: { ifc: { writeAuthorizedBy: authority } }, note: { type: "string" } },
      });
      const attempts: readonly (readonly [string, (tx: RunnerTransaction) => void])[] = [
        ["first value", (tx) => cell.withTx(tx).set({ name: "a", note: "b" })],
        ["part", (tx) => cell.withTx(tx).key("name").set("b")],
        ["update", (tx) => cell.withTx(tx).update({ name: "c" })],
        ["link", (tx) => cell.withTx(tx).key("name").set(fixture.cell("elsewhere"))],
        ["removal", (tx) => cell.withTx(tx).set({ note: "b" })],
      ];
      for (const [name, write] of attempts) {
        const before = cell.getRaw();
        const tx = new RunnerTransaction(fixture.spaces);
        tx.setImplementationIdentity(writer);
        write(tx);
        if (isNamed || !isEnforced) {
          tx.prepareCfc();
          assert.ok("ok" in await tx.commit(), name);
          continue;
        }
        assert.throws(() => tx.prepareCfc(), { name: "WriteNotAuthorizedError" }, name);
        assert.equal(tx.status, "aborted");
        await assert.rejects(tx.commit(), { name: "TransactionClosedError" });
        assert.equal(cell.getRaw(), before, "nothing was written");
        const owner = { kind: "verified", ...authority } as const;
        await edit(fixture, (own) => cell.withTx(own).set({ name: "own", note: name }), owner);
      }
    }
  });

  Deno.test(`${mode}: who leaves a protected place as it is may write around it`, async () => {
    const fixture = await fixtureOf(mode);
    const identity = "a".repeat(43);
    const schema: JSONSchema = {
      properties: { name: { ifc: { writeAuthorizedBy: { identity, symbol: "save" } } } },
    };
    const owner = { kind: "verified", identity, symbol: "save" } as const;
    const cell = fixture.cell("doc", schema);
    await edit(fixture, (tx) => cell.withTx(tx).set({ name: "a", n: 1 }), owner);
    await edit(fixture, (tx) => cell.withTx(tx).set({ name: "a", n: 2 }));
    assert.deepEqual(fixture.cell("doc").get(), { name: "a", n: 2 });
    const blind = new RunnerTransaction(fixture.spaces);
    cell.withTx(blind).set({ name: "a", n: 3 });
    blind.prepareCfc();
    await edit(fixture, (tx) => cell.withTx(tx).key("name").set("b"), owner);
    const outcome = await blind.commit();
    assert.equal("ok" in outcome, !isEnforced, "it would put the old name back");
    assert.deepEqual(
      fixture.cell("doc").get(),
      isEnforced ? { name: "b", n: 2 } : { name: "a", n: 3 },
    );
  });

  Deno.test(`${mode}: an authority that nothing resolves is nobody`, async () => {
    const fixture = await fixtureOf(mode);
    const authority = { specifier: "./lib.ts", symbol: "save" };
    const cell = fixture.cell("doc", { ifc: { writeAuthorizedBy: authority } });
    const write = () =>
      edit(fixture, (tx) => cell.withTx(tx).set(1), {
        kind: "verified",
        identity: "a".repeat(43),
        symbol: "save",
      });
    if (isEnforced) await assert.rejects(write, { name: "WriteNotAuthorizedError" });
    else await write();
  });

  Deno.test(`${mode}: a rebase labels what is there then`, async () => {
    const stores = memoryStores();
    const labels = { enforcesLabels: isEnforced };
    const one = await makeFixture(stores, [SPACE], labels);
    const two = await makeFixture(stores, [SPACE], labels);
    const schema: JSONSchema = {
      type: "array",
      items: { type: "string", ...adding("x") as object },
    };
    one.cell("tags").set(["a"]);
    const tx = new RunnerTransaction(one.spaces);
    one.cell("tags", schema).withTx(tx).push("mine");
    tx.prepareCfc();
    await two.cell("tags").sync();
    two.cell("tags").push("theirs");
    assert.ok("ok" in await tx.commit());
    assert.deepEqual(one.cell("tags").get(), ["a", "theirs", "mine"]);
    assert.deepEqual(integrityOf(one, one.cell("tags")), expected("2: x"));
  });
}

Deno.test("data that is stored nowhere has no integrity, wherever it is projected", async () => {
  const fixture = await fixtureOf("enforce");
  const cell = fixture.cell("doc", adding("x"));
  cell.set({ n: 1 });
  const address = cell.getAsNormalizedFullLink();
  const reader = makeReader(fixture, undefined, false);
  const project = (node: unknown) =>
    projectData(
      reader,
      fixture.views,
      fixture.handles.maker("guest", undefined),
      { address, node },
      schemaNode(requiring("x")),
    );
  assert.equal(project({ n: 1 }), undefined);
  assert.deepEqual(project(cell.getAsLink()), { n: 1 }, "behind a link there is a place");
});

Deno.test("where labels are not enforced, a write leaves none behind", async () => {
  const stores = memoryStores();
  const enforced = await makeFixture(stores, [SPACE], { enforcesLabels: true });
  enforced.cell("doc", { properties: { a: adding("x") } }).set({ a: 1, b: 2 });
  const disabled = await makeFixture(stores, [SPACE], { enforcesLabels: false });
  await disabled.cell("doc").sync();
  disabled.cell("doc").key("b").set(3);
  const { scope, id } = enforced.cell("doc").getAsNormalizedFullLink();
  const store = await stores(SPACE);
  const key = enforced.spaces.scopes.key({ scope, id });
  assert.deepEqual((await store.read([key]))[0]!.doc, { value: { a: 1, b: 3 } });
});

Deno.test("malformed labels of a store are none, and a write ends them", async () => {
  const stores = memoryStores();
  const fixture = await makeFixture(stores, [SPACE], { enforcesLabels: true });
  const cell = fixture.cell("doc");
  const { scope, id } = cell.getAsNormalizedFullLink();
  const key = fixture.spaces.scopes.key({ scope, id });
  const good = makeLabels([{ path: [], integrity: ["x"] }])!;
  const store = await stores(SPACE);
  await store.commit({
    txId: "planted",
    reads: [],
    writes: [{ key, doc: { value: 1, labels: { ...good, more: 1 } }, base: "absent" }],
  });
  const other = await makeFixture(stores, [SPACE], { enforcesLabels: true });
  await other.cell("doc").sync();
  assert.equal(other.cell("doc", requiring("x")).get(), undefined);
  other.cell("doc").set(2);
  assert.deepEqual((await store.read([key]))[0]!.doc, { value: 2 });
});

Deno.test("a handle keeps the labels of its schema, at its place and below", async () => {
  const fixture = await fixtureOf("enforce");
  fixture.cell("doc").set({ inner: { n: 0 } });
  const schema: JSONSchema = {
    properties: {
      inner: { asCell: ["cell"], properties: { n: adding("n") }, ...adding("inner") as object },
    },
  };
  const { inner } = fixture.cell("doc", schema).get() as { inner: Cell };
  inner.set({ n: 1 });
  assert.deepEqual(integrityOf(fixture, fixture.cell("doc")), ["inner: inner", "inner.n: n"]);
  inner.key("n").set(2);
  assert.deepEqual(integrityOf(fixture, fixture.cell("doc")), ["inner.n: n"]);
});

Deno.test("no cell, value or meta of a document reaches its labels", async () => {
  const fixture = await fixtureOf("enforce");
  const cell = fixture.cell("doc");
  const labels = makeLabels([{ path: [], integrity: ["x"] }]);
  cell.set({ labels, meta: { labels }, value: { labels } });
  cell.setMetaRaw("labels", labels);
  cell.key("labels").set(labels);
  assert.deepEqual(integrityOf(fixture, cell), []);
  assert.equal(fixture.cell("doc", requiring("x")).get(), undefined);
  const guest = fixture.guest<Cell>(cell, adding("cf-compiled-by:cf-compiler"));
  const { tx } = fixture.act(() => {
    guest.set({ labels });
    fixture.currentTransaction()!.prepareCfc();
  });
  assert.equal(tx.status, "done");
  assert.deepEqual(integrityOf(fixture, cell), []);
});
