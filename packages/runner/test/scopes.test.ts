/** Instances of documents for users and sessions: whose they are, and where a link leads. */
import assert from "node:assert/strict";
import { type Any, makeTestRuntime, SPACE, type TestRuntime } from "./support/test-runtime.ts";
import { add, alice, BOB, joining, read, withRuntimes } from "./support/scoped.ts";

Deno.test("users share documents of the space and have own ones of scope user", async () => {
  await withRuntimes([alice(), BOB], async (a, b) => {
    await add(a, "shared");
    await add(a, "mine");
    await add(b, "mine");
    await add(a, "mine");
    assert.equal(await read(a, "shared"), 1);
    assert.equal(await read(b, "shared"), 1);
    assert.equal(await read(a, "mine"), 2);
    assert.equal(await read(b, "mine"), 1);
  });
});

Deno.test("sessions of a user share the documents of the user and have own ones of scope session", async () => {
  await withRuntimes([alice("s1"), alice("s2")], async (one, two) => {
    await add(one, "mine");
    await add(two, "here");
    await add(two, "here");
    assert.deepEqual([await read(one, "mine"), await read(one, "here")], [1, 0]);
    assert.deepEqual([await read(two, "mine"), await read(two, "here")], [1, 2]);
  });
});

Deno.test("what is computed of narrower documents is as narrow, for each its own value", async () => {
  await withRuntimes([alice("s1"), alice("s2"), BOB], async (one, two, bob) => {
    await add(one, "mine");
    await add(bob, "here");
    await add(two, "shared");
    const twice = async (test: TestRuntime) => [
      await read(test, "twice", "shared"),
      await read(test, "twice", "mine"),
      await read(test, "twice", "here"),
    ];
    assert.deepEqual(await twice(one), [2, 2, 0]);
    assert.deepEqual(await twice(two), [2, 2, 0]);
    assert.deepEqual(await twice(bob), [2, 0, 2]);
    await add(bob, "mine");
    assert.deepEqual(await twice(bob), [2, 2, 2]);
    assert.deepEqual(await twice(one), [2, 2, 0]);
  });
});

Deno.test("an instance that nobody wrote is not stored and shows what its cell starts with", async () => {
  await withRuntimes([alice(), BOB], async (a, b) => {
    await add(a, "mine");
    assert.equal(await read(b, "mine"), 0);
    const store = await a.stores(SPACE);
    const { id } = b.runtime.getCell<Any>(SPACE, "piece").key("mine").resolveAsCell()
      .getAsNormalizedFullLink();
    const stored = await store.read([
      { id, scopeKey: "user:alice" },
      { id, scopeKey: "user:bob" },
      { id, scopeKey: "space" },
    ]);
    assert.deepEqual(stored.map((each) => each?.doc.value), [1, undefined, undefined]);
  });
});

Deno.test("links name a scope and never a user, so they lead each reader to its own instance", async () => {
  await withRuntimes([alice(), BOB], async (a, b) => {
    await add(a, "mine");
    await add(b, "mine");
    await add(b, "mine");
    const mine = a.runtime.getCell<Any>(SPACE, "piece").key("mine").resolveAsCell();
    const link = mine.getAsLink();
    assert.equal(link["/"]["link@1"].scope, "user");
    assert.equal(JSON.stringify(link).includes("alice"), false);
    assert.equal(mine.get(), 1);
    assert.equal(await b.runtime.getCellFromLink(link).pull(), 2);
    const store = await a.stores(SPACE);
    for (const { key } of await store.list({ limit: 1_000 })) {
      if (key.scopeKey !== "space") continue;
      const [found] = await store.read([key]);
      assert.doesNotMatch(JSON.stringify(found!.doc), /alice|bob/);
    }
  });
});

Deno.test("an address or link of another scope is refused", async () => {
  const test = await makeTestRuntime({}, {}, { scope: BOB });
  const { runtime } = test;
  const { id, space } = runtime.getCell(SPACE, "cell").getAsNormalizedFullLink();
  const link: Any = { "/": { "link@1": { id, space, scope: "user:alice" } } };
  assert.throws(() => runtime.getCellFromLink(link), { name: "TypeError" });
  const address: Any = { space, id, scope: "user:alice", path: [] };
  const tx = runtime.edit();
  assert.throws(() => tx.read(address), { name: "TypeError" });
  assert.throws(() => tx.write(address, 1), { name: "TypeError" });
  await runtime.dispose();
});

Deno.test("two instances of one id are two places", async () => {
  const test = await makeTestRuntime({}, {}, { scope: BOB });
  const { runtime } = test;
  const wide: Any = runtime.getCell(SPACE, "cell");
  const { id, space } = wide.getAsNormalizedFullLink();
  const at = (scope: string): Any =>
    runtime.getCellFromLink({ "/": { "link@1": { id, space, scope } } } as Any);
  wide.set("space");
  at("user").set("user");
  at("session").set({ list: [{ a: 1 }] });
  assert.deepEqual(
    [wide.get(), at("space").get(), at("user").get(), at("session").get()],
    ["space", "space", "user", { list: [{ a: 1 }] }],
  );
  assert.equal(wide.equals(at("user")), false);
  assert.equal(wide.equals(at("space")), true);
  assert.equal(at("user").equalLinks(at("session")), false);
  const element = at("session").key("list", 0).resolveAsCell().getAsNormalizedFullLink();
  assert.equal(element.scope, "session", "elements belong to the instance that they are in");
  await runtime.dispose();
});

Deno.test("a link without id stays in the instance that it is in", async () => {
  const test = await makeTestRuntime({}, {}, { scope: BOB });
  const { runtime } = test;
  const { id, space } = runtime.getCell(SPACE, "cell").getAsNormalizedFullLink();
  const narrow: Any = runtime.getCellFromLink(
    { "/": { "link@1": { id, space, scope: "user" } } },
  );
  narrow.set({ a: 7, same: { "/": { "link@1": { path: ["a"] } } } });
  assert.equal(narrow.key("same").get(), 7);
  await runtime.dispose();
});

Deno.test("without a named session its documents stay in memory and end with the runtime", async () => {
  await withRuntimes([undefined], async (a) => {
    await add(a, "mine");
    await add(a, "here");
    assert.deepEqual([await read(a, "mine"), await read(a, "here")], [1, 1]);
    assert.deepEqual([await read(a, "twice", "mine"), await read(a, "twice", "here")], [2, 2]);
    const keys = (await (await a.stores(SPACE)).list({ limit: 1_000 })).map(({ key }) => key);
    const scopes = new Set(keys.map(({ scopeKey }) => scopeKey));
    assert.deepEqual([...scopes].sort(), ["space", "user:local"]);
    const again = await joining(a);
    assert.deepEqual([await read(again, "mine"), await read(again, "here")], [1, 0]);
    assert.deepEqual([await read(again, "twice", "mine"), await read(again, "twice", "here")], [
      2,
      0,
    ]);
    await again.runtime.dispose();
  });
});

Deno.test("documents of a named session are there again for the same session only", async () => {
  await withRuntimes([alice("s1")], async (a) => {
    await add(a, "here");
    await a.runtime.dispose();
    const again = await joining(a, alice("s1"));
    const other = await joining(a, alice("s2"));
    assert.deepEqual([await read(again, "here"), await read(other, "here")], [1, 0]);
    assert.deepEqual([await read(again, "twice", "here"), await read(other, "twice", "here")], [
      2,
      0,
    ]);
    await again.runtime.dispose();
    await other.runtime.dispose();
  });
});

Deno.test("names that would make keys of two users equal are refused", async () => {
  const bad = [
    { user: "", session: "s" },
    { user: "a", session: "" },
    { user: "a", session: "b:c" },
    { user: "a\u0000b", session: "s" },
    { user: "\ud800", session: "s" },
  ];
  for (const scope of bad) {
    await assert.rejects(makeTestRuntime({}, {}, { scope }), { name: "TypeError" });
  }
  const did = await makeTestRuntime({}, {}, { scope: { user: "did:key:z6Mk", session: "s" } });
  await did.runtime.dispose();
});
