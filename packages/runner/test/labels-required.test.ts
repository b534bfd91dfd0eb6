/** Reads that require integrity: what counts as absent, and for how long. */
import assert from "node:assert/strict";
import type { JSONSchema } from "@commonfabric/api";
import { makeLabels } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { makeReader } from "../cells/reading.ts";
import { projectData } from "../schemas/project.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { makeFixture, SPACE } from "./support/cell-host.ts";
import { adding, fixtureOf, integrityOf, MODES, requiring } from "./support/labels.ts";

for (const mode of MODES) {
  const isEnforced = mode === "enforce";
  const expected = (...paths: string[]) => isEnforced ? paths : [];

  Deno.test(`${mode}: a read needs every atom at exactly its path`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc");
    const writing: JSONSchema = { properties: { a: adding("x", "y") }, ...adding("x") };
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
    const a: JSONSchema = { type: "number", ...requiring("x") };
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
      read({ properties: { a: { anyOf: [{ type: "string", ...requiring("x") }, b] } } }),
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
      properties: { inner: { type: "object", ...requiring("x") } },
    });
    const absent = isEnforced ? {} : { inner: { n: 1 } };
    assert.deepEqual(outer.get(), absent);
    const changes = fixture.changes.length;
    inner.asSchema({ type: "object", ...adding("x") }).set({ n: 1 });
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
