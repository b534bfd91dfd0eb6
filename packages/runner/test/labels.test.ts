/** Labels of documents: what writes under labelled schemas add, and what is lost. */
import assert from "node:assert/strict";
import type { JSONSchema } from "@commonfabric/api";
import { makeLabels } from "@commonfabric/storage";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Cell } from "../types.ts";
import { makeFixture, SPACE } from "./support/cell-host.ts";
import { adding, fixtureOf, integrityOf, MODES, requiring } from "./support/labels.ts";

for (const mode of MODES) {
  const isEnforced = mode === "enforce";
  const expected = (...paths: string[]) => isEnforced ? paths : [];

  Deno.test(`${mode}: a write under a schema with labels adds them at their paths`, async () => {
    const fixture = await fixtureOf(mode);
    const schema: JSONSchema = {
      type: "object",
      properties: {
        title: { type: "string", ...adding("b", "a", "b") },
        list: { type: "array", items: { type: "number", ...adding("n") } },
      },
      ...adding("root"),
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
        ...adding("x"),
        properties: {
          a: {
            ...adding("x"),
            properties: {
              b: { ...adding("x"), properties: { c: adding("x") } },
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
    const signed: JSONSchema = { properties: { a: { type: "object", ...adding("x") } } };
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
      items: { type: "object", properties: { n: { type: "number" } }, ...adding("x") },
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
      items: { type: "string", ...adding("x") },
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
    count.asSchema({ type: "number", ...adding("x") }).increment(2);
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

  Deno.test(`${mode}: a rebase labels what is there then`, async () => {
    const stores = memoryStores();
    const labels = { enforcesLabels: isEnforced };
    const one = await makeFixture(stores, [SPACE], labels);
    const two = await makeFixture(stores, [SPACE], labels);
    const schema: JSONSchema = {
      type: "array",
      items: { type: "string", ...adding("x") },
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

Deno.test("a handle keeps the labels of its schema, at its place and below", async () => {
  const fixture = await fixtureOf("enforce");
  fixture.cell("doc").set({ inner: { n: 0 } });
  const schema: JSONSchema = {
    properties: {
      inner: { asCell: ["cell"], properties: { n: adding("n") }, ...adding("inner") },
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
