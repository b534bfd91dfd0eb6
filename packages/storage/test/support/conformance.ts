/** The contract of every `SpaceStore`, as one suite that each implementation passes. */
import assert from "node:assert/strict";
import { encodeUtf8, nodeSha256 } from "@commonfabric/canonical";
import { blobHash, documentId, spaceKey } from "../../document-id.ts";
import { InvalidBatchError } from "../../errors.ts";
import type * as storage from "../../types.ts";

/** One space that can be opened several times. */
export interface ConformanceSpace {
  /** A store on the space; every call gives an own one. */
  open(): Promise<storage.SpaceStore>;
  /** Makes the commit log forget what it holds. */
  trimLog(): Promise<void>;
  /** Lets stores notice commits of other connections. */
  pollOnce(): void;
  dispose(): Promise<void>;
}

let transactions = 0;

/** A key from a cause, in the scope that all users share. */
export function keyOf(cause: unknown): storage.DocKey {
  return spaceKey(documentId(cause, nodeSha256));
}

/** A batch with fresh transaction id, and whatever else is given. */
export function batchOf(parts: Partial<storage.CommitBatch>): storage.CommitBatch {
  return { txId: `tx-${++transactions}`, reads: [], writes: [], ...parts };
}

/** A batch that writes one value. */
export function writeOf(
  cause: unknown,
  value: unknown,
  base: storage.DocWrite["base"] = "absent",
): storage.CommitBatch {
  return batchOf({ writes: [{ key: keyOf(cause), doc: { value }, base }] });
}

function blobOf(text: string): storage.BlobWrite {
  const bytes = encodeUtf8(text);
  return { hash: blobHash(bytes, nodeSha256), bytes };
}

function observationOf(piece: unknown, action: string, reads: unknown[], n = 0) {
  const keys = reads.map((cause) => ({ key: keyOf(cause) }));
  return { v: 1 as const, piece: keyOf(piece), action, reads: keys, n };
}

async function expectOk(result: Promise<storage.CommitResult>): Promise<storage.Seq> {
  const outcome = await result;
  assert.ok("ok" in outcome, `expected ok, got ${JSON.stringify(outcome)}`);
  return outcome.ok.seq;
}

async function valueAt(store: storage.SpaceStore, cause: unknown): Promise<unknown> {
  return (await store.read([keyOf(cause)]))[0]?.doc.value;
}

/** Lets notices of microtasks arrive. */
async function settle(space: ConformanceSpace): Promise<void> {
  for (let i = 0; i < 3; i++) {
    space.pollOnce();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

type Case = (store: storage.SpaceStore, space: ConformanceSpace) => Promise<void>;

const CASES: readonly (readonly [string, Case])[] = [
  ["reads documents in the order of the keys, absent ones as undefined", async (store) => {
    const value = { list: [1, , undefined], day: new Date(5), big: 7n, nan: NaN, ["__proto__"]: 1 };
    const seq = await expectOk(store.commit(writeOf("a", value)));
    const [absent, found] = await store.read([keyOf("none"), keyOf("a")]);
    assert.equal(absent, undefined);
    assert.equal(found?.seq, seq);
    assert.deepEqual(found?.doc, { value });
    assert.deepEqual(await store.heads([keyOf("a"), keyOf("none")]), [seq, undefined]);
    assert.deepEqual(await store.read([]), []);
  }],
  ["keeps scopes of one id apart", async (store) => {
    const mine = { ...keyOf("a"), scopeKey: "user:u" };
    await expectOk(store.commit(writeOf("a", "shared")));
    await expectOk(
      store.commit(batchOf({ writes: [{ key: mine, doc: { value: "mine" }, base: "absent" }] })),
    );
    const read = await store.read([keyOf("a"), mine, { ...mine, scopeKey: "user:v" }]);
    assert.deepEqual(read.map((doc) => doc?.doc.value), ["shared", "mine", undefined]);
  }],
  ["a batch with one stale base writes nothing at all", async (store) => {
    await expectOk(store.commit(writeOf("a", 1)));
    const blob = blobOf("never stored");
    const result = await store.commit(batchOf({
      writes: [
        { key: keyOf("b"), doc: { value: 2 }, base: "absent" },
        { key: keyOf("a"), doc: { value: 2 }, base: "absent" },
      ],
      blobs: [blob],
      observations: [observationOf("p", "x", [])],
    }));
    assert.deepEqual(result, { conflict: { keys: [keyOf("a")] } });
    assert.equal(await valueAt(store, "b"), undefined);
    assert.deepEqual(await store.readBlobs([blob.hash]), [undefined]);
    assert.deepEqual(await store.observations([keyOf("p")]), []);
  }],
  ["a stale read conflicts although the value is equal again", async (store) => {
    const first = await expectOk(store.commit(writeOf("a", 1)));
    const second = await expectOk(store.commit(writeOf("a", 1, first)));
    assert.ok(second > first);
    const reader = (seq: storage.Seq | "absent") =>
      store.commit({
        ...writeOf(["b", seq], 1),
        reads: [{ key: keyOf("a"), seq }],
      });
    assert.deepEqual(await reader(first), { conflict: { keys: [keyOf("a")] } });
    assert.deepEqual(await reader("absent"), { conflict: { keys: [keyOf("a")] } });
    await expectOk(reader(second));
    assert.deepEqual(await store.commit(writeOf("a", 1, first)), {
      conflict: { keys: [keyOf("a")] },
    });
  }],
  ["sending a batch again returns the first outcome", async (store) => {
    const batch = writeOf("a", 1);
    const first = await store.commit(batch);
    await expectOk(store.commit(writeOf("other", 1)));
    assert.deepEqual(await store.commit(batch), first);
    const observing = batchOf({ observations: [observationOf("p", "x", [], 1)] });
    const observed = await store.commit(observing);
    await expectOk(store.commit(batchOf({ observations: [observationOf("p", "x", [], 2)] })));
    assert.deepEqual(await store.commit(observing), observed);
    assert.equal((await store.observations([keyOf("p")]))[0]?.observation["n"], 2);
  }],
  ["create-only refuses an existing document, equal or not", async (store) => {
    const seq = await expectOk(store.commit(writeOf("a", 1, "create-only")));
    const refused = { refused: { code: "exists", key: keyOf("a") } };
    assert.deepEqual(await store.commit(writeOf("a", 1, "create-only")), refused);
    const both = { ...writeOf("a", 1, "create-only"), reads: [{ key: keyOf("z"), seq: 9 }] };
    assert.deepEqual(await store.commit(both), refused, "a refusal goes before a conflict");
    assert.deepEqual(await store.heads([keyOf("a")]), [seq]);
  }],
  ["absent-or-equal keeps an equal document and refuses another one", async (store) => {
    const seq = await expectOk(store.commit(writeOf("a", { x: 1, y: 2 }, "absent-or-equal")));
    await expectOk(store.commit(writeOf("a", { y: 2, x: 1 }, "absent-or-equal")));
    assert.deepEqual(await store.heads([keyOf("a")]), [seq]);
    assert.equal(await store.head(), seq, "a batch that changes nothing does not move the head");
    assert.deepEqual(await store.commit(writeOf("a", { x: 1 }, "absent-or-equal")), {
      refused: { code: "exists", key: keyOf("a") },
    });
  }],
  ["deletes documents, and a deleted one is absent", async (store) => {
    const seq = await expectOk(store.commit(writeOf("a", 1)));
    const remove = (base: storage.DocWrite["base"]) =>
      batchOf({ writes: [{ key: keyOf("a"), doc: null, base }] });
    assert.deepEqual(await store.commit(remove(seq + 7)), { conflict: { keys: [keyOf("a")] } });
    await expectOk(store.commit(remove(seq)));
    assert.equal(await valueAt(store, "a"), undefined);
    assert.ok(await expectOk(store.commit(writeOf("a", 2, "create-only"))) > seq);
  }],
  ["refuses a blob that does not hash to its key", async (store) => {
    const good = blobOf("text");
    await assert.rejects(
      store.commit(batchOf({ blobs: [{ hash: good.hash, bytes: encodeUtf8("Text") }] })),
      InvalidBatchError,
    );
    await expectOk(store.commit(batchOf({ blobs: [good, blobOf("text")] })));
    const [found, none] = await store.readBlobs([good.hash, "not a hash"]);
    assert.deepEqual(found, good.bytes);
    assert.equal(none, undefined);
    assert.deepEqual(await store.blobStats(), { count: 1, bytes: 4 });
  }],
  ["refuses a document over the limit, and keys written twice", async (store) => {
    const big = writeOf("big", "x".repeat(8 * 1024 * 1024));
    assert.deepEqual(await store.commit(big), {
      refused: { code: "too-large", key: keyOf("big") },
    });
    const write = { key: keyOf("a"), doc: { value: 1 }, base: "absent" as const };
    await assert.rejects(store.commit(batchOf({ writes: [write, write] })), InvalidBatchError);
  }],
  ["observations alone neither move the head nor notify", async (store, space) => {
    const seq = await expectOk(store.commit(writeOf("a", 1)));
    const notices: storage.CommitNotice[] = [];
    store.subscribe(seq, (notice) => notices.push(notice));
    const row = observationOf("p", "x", ["a", "b"], 1);
    assert.equal(await expectOk(store.commit(batchOf({ observations: [row] }))), seq);
    await settle(space);
    assert.deepEqual(notices, []);
    assert.equal(await store.head(), seq);
    const stored = await store.observations([keyOf("p")]);
    assert.deepEqual(stored.map(({ observation }) => observation), [row]);
  }],
  ["keeps the newest observation per piece and action, and finds who observed a document", async (
    store,
  ) => {
    const observe = (...rows: storage.Observation[]) =>
      expectOk(store.commit(batchOf({ observations: rows })));
    await observe(observationOf("p", "x", ["a", "b"], 1), observationOf("p", "y", ["c"]));
    await observe(observationOf("p", "x", ["b", "b"], 2), observationOf("q", "x", ["b"]));
    assert.deepEqual(await store.affected([keyOf("a")]), []);
    const byB = (await store.affected([keyOf("b")])).map(({ id }) => id);
    assert.deepEqual(new Set(byB), new Set([keyOf("p").id, keyOf("q").id]));
    assert.equal(byB.length, 2);
    const rows = await store.observations([keyOf("q"), keyOf("p"), keyOf("none")]);
    assert.deepEqual(rows.map(({ observation }) => [observation.action, observation["n"]]), [
      ["x", 0],
      ["x", 2],
      ["y", 0],
    ]);
  }],
  ["forgets observations by piece and action, before it writes others", async (store, space) => {
    const row = (piece: string, action: string, n: number) =>
      observationOf(piece, action, ["a", "b"], n);
    const rows = [row("p", "x", 1), row("p", "y", 1), row("q", "x", 1)];
    await expectOk(store.commit(batchOf({ observations: rows })));
    const seq = await store.head();
    const gone = [{ piece: keyOf("p"), action: "x" }, { piece: keyOf("p"), action: "y" }];
    const forget = [...gone, { piece: keyOf("none"), action: "x" }];
    const observations = [row("p", "y", 2)];
    await expectOk(store.commit(batchOf({ forget, observations })));
    await settle(space);
    assert.equal(await store.head(), seq);
    const left = await store.observations([keyOf("p"), keyOf("q")]);
    assert.deepEqual(left.map(({ observation }) => [observation.action, observation["n"]]), [
      ["y", 2],
      ["x", 1],
    ]);
    assert.deepEqual(
      new Set(await store.affected([keyOf("a")])),
      new Set([keyOf("p"), keyOf("q")]),
    );
    await expectOk(store.commit(batchOf({ forget: [{ piece: keyOf("q"), action: "x" }] })));
    assert.deepEqual(await store.affected([keyOf("b")]), [keyOf("p")]);
  }],
  ["writes observations again that another store wrote or forgot", async (store, space) => {
    const other = await space.open();
    const observe = (one: storage.SpaceStore, reads: string[], n: number) =>
      expectOk(one.commit(batchOf({ observations: [observationOf("p", "x", reads, n)] })));
    const seen = async () => {
      const rows = await store.observations([keyOf("p")]);
      const affected = await Promise.all(["a", "b"].map((id) => store.affected([keyOf(id)])));
      return [
        rows.map(({ observation }) => observation["n"]),
        affected.map(({ length }) => length),
      ];
    };
    await observe(store, ["a"], 1);
    await observe(other, ["b"], 2);
    await observe(store, ["a"], 3);
    assert.deepEqual(await seen(), [[3], [1, 0]]);
    await expectOk(other.commit(batchOf({ forget: [{ piece: keyOf("p"), action: "x" }] })));
    await observe(store, ["a"], 4);
    assert.deepEqual(await seen(), [[4], [1, 0]]);
    await expectOk(store.commit(batchOf({ forget: [{ piece: keyOf("p"), action: "x" }] })));
    await observe(store, ["a"], 5);
    assert.deepEqual(await seen(), [[5], [1, 0]]);
  }],
  ["a subscriber gets every notice after its start, once, in order", async (store, space) => {
    const other = await space.open();
    const before = await expectOk(store.commit(writeOf("before", 1)));
    const missed = writeOf("missed", 1);
    await expectOk(store.commit(missed));
    const seen: [storage.SpaceStore, storage.CommitNotice][] = [];
    const cancels = [store, other].map((one) =>
      one.subscribe(before, (notice) => seen.push([one, notice]))
    );
    const own = writeOf("own", 1);
    const foreign = writeOf("foreign", 1);
    await expectOk(store.commit(own));
    await expectOk(other.commit(foreign));
    await settle(space);
    for (const one of [store, other]) {
      const notices = seen.filter(([to]) => to === one).map(([, notice]) => notice);
      assert.deepEqual(
        notices.map((notice) => "txId" in notice && notice.txId),
        [missed.txId, own.txId, foreign.txId],
      );
      assert.deepEqual(notices.map((notice) => "keys" in notice && notice.keys), [
        [keyOf("missed")],
        [keyOf("own")],
        [keyOf("foreign")],
      ]);
    }
    for (const cancel of cancels) cancel();
    await expectOk(store.commit(writeOf("after", 1)));
    await settle(space);
    assert.equal(seen.length, 6);
    await other.close();
  }],
  ["a subscriber that starts before the log does gets a reset", async (store, space) => {
    await expectOk(store.commit(writeOf("a", 1)));
    const second = await expectOk(store.commit(writeOf("b", 1)));
    await space.trimLog();
    const head = await store.head();
    assert.ok(head >= second);
    const notices: storage.CommitNotice[] = [];
    const cancel = store.subscribe(0, (notice) => notices.push(notice));
    await settle(space);
    assert.deepEqual(notices, [{ reset: head }]);
    const next = writeOf("c", 1);
    const seq = await expectOk(store.commit(next));
    await settle(space);
    assert.deepEqual(notices.slice(1), [{ seq, txId: next.txId, keys: [keyOf("c")] }]);
    cancel();
  }],
  ["lists documents by tag prefix and by references, in pages", async (store) => {
    const tagged = ["cache:b", "cache:a", "cached", "cache:c", "other:x"].map((tag, n) => ({
      key: keyOf(tag),
      doc: { value: tag },
      base: "absent" as const,
      tag,
      ...(n < 2 ? { refs: ["R".repeat(43), "A".repeat(43), "A".repeat(43)] } : {}),
    }));
    await expectOk(store.commit(batchOf({ writes: tagged })));
    await expectOk(store.commit(writeOf("untagged", 1)));
    const tags = async (query: storage.ListQuery) =>
      (await store.list(query)).map(({ tag }) => tag);
    assert.deepEqual(await tags({ tagPrefix: "cache:", limit: 9 }), [
      "cache:a",
      "cache:b",
      "cache:c",
    ]);
    assert.deepEqual(await tags({ tagPrefix: "cache:", after: "cache:a", limit: 1 }), ["cache:b"]);
    assert.deepEqual(await tags({ tagPrefix: "cache:", refs: true, limit: 9 }), [
      "cache:a",
      "cache:b",
    ]);
    const all: string[] = [];
    for (let page = await store.list({ limit: 2 }); page.length > 0;) {
      all.push(...page.map(({ key }) => key.id));
      page = await store.list({ limit: 2, after: all.at(-1)! });
    }
    assert.equal(new Set(all).size, 6);
    assert.equal(all.length, 6);
    const [header] = await store.list({ refs: true, limit: 1 });
    assert.deepEqual(await store.upkeep.headers([keyOf("none"), header!.key]), [undefined, header]);
    assert.deepEqual(header?.refs, ["A".repeat(43), "R".repeat(43)]);
    assert.ok(header!.bytes > 0);
  }],
  ["a page never splits the scopes of one id", async (store) => {
    const scoped = ["space", "user:a", "user:b"].map((scopeKey) => ({
      key: { ...keyOf("a"), scopeKey },
      doc: { value: scopeKey },
      base: "absent" as const,
      tag: "t:a",
      refs: ["A".repeat(43)],
    }));
    await expectOk(store.commit(batchOf({ writes: scoped })));
    for (const query of [{ limit: 1 }, { limit: 2, refs: true }, { tagPrefix: "t:", limit: 1 }]) {
      assert.equal((await store.list(query)).length, 3, JSON.stringify(query));
    }
  }],
  ["indexes the pointers to code in what is committed, whatever the caller says", async (store) => {
    const [a, b, c, d, e] = [..."AEIMQ"].map((letter) => letter.repeat(43)) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const pointer = (identity: string) => ({ identity, symbol: "default" });
    const refsOf = async () =>
      Object.fromEntries(
        (await store.list({ refs: true, limit: 9 })).map(({ key, refs }) => [key.id, refs]),
      );
    const doc = {
      value: [{ deep: { $patternRef: pointer(b) } }, { $implRef: pointer(a), $stream: true }],
      meta: { patternIdentity: pointer(c), patternSetupIdentity: pointer(d), other: pointer(e) },
    };
    const write = (cause: string, document: storage.StoredDocument, base: storage.Seq | "absent") =>
      expectOk(
        store.commit(batchOf({ writes: [{ key: keyOf(cause), doc: document, base, refs: [a] }] })),
      );
    const first = await write("piece", doc, "absent");
    const plain = await expectOk(store.commit(writeOf("plain", { $patternRef: "x", $a: [a] })));
    await expectOk(store.commit(writeOf("more", [{ $implRef: pointer("short") }])));
    assert.deepEqual(await refsOf(), { [keyOf("piece").id]: [a, b, c, d] });
    const second = await write("piece", { value: { $implRef: pointer(e) } }, first);
    await expectOk(store.commit(writeOf("plain", { $patternRef: pointer(c) }, plain)));
    assert.deepEqual(await refsOf(), {
      [keyOf("piece").id]: [a, e],
      [keyOf("plain").id]: [c],
    });
    await expectOk(store.commit(writeOf("piece", { identity: a }, second)));
    assert.deepEqual(await refsOf(), { [keyOf("plain").id]: [c] });
    const [{ seq }] = await store.list({ refs: true, limit: 1 }) as [storage.DocHeader];
    await expectOk(
      store.commit(batchOf({ writes: [{ key: keyOf("plain"), doc: null, base: seq }] })),
    );
    assert.deepEqual(await refsOf(), {});
  }],
  ["a batch that names the head conflicts when anything was committed since", async (store) => {
    const head = await expectOk(store.commit(writeOf("a", 1)));
    await expectOk(store.commit({ ...writeOf("b", 1), head }));
    const late = { ...writeOf("c", 1), head };
    assert.deepEqual(await store.commit(late), { conflict: { keys: [] } });
    assert.equal(await valueAt(store, "c"), undefined);
    const row = observationOf("p", "x", []);
    await expectOk(store.commit(batchOf({ observations: [row] })));
    await expectOk(store.commit({ ...writeOf("c", 1), head: head + 1 }));
  }],
  ["gives notices on demand, and a reset before the log", async (store, space) => {
    const a = writeOf("a", 1);
    const b = writeOf("b", 1);
    const first = await expectOk(store.commit(a));
    const second = await expectOk(store.commit(b));
    const { upkeep } = store;
    assert.deepEqual(await upkeep.notices(first), [
      { seq: second, txId: b.txId, keys: [keyOf("b")] },
    ]);
    assert.equal((await upkeep.notices(0)).length, 2);
    assert.deepEqual(await upkeep.notices(second), []);
    await space.trimLog();
    assert.deepEqual(await upkeep.notices(0), [{ reset: await store.head() }]);
  }],
  ["the clock of the store is the one that stamps commits", async (store) => {
    const result = await store.commit(writeOf("a", 1));
    assert.ok("ok" in result);
    const now = await store.upkeep.now();
    assert.ok(now >= result.ok.at && now < result.ok.at + 60_000);
  }],
  ["lists blobs in pages and deletes those that no later document names", async (store) => {
    const blobs = ["one", "two", "three", "four"].map(blobOf);
    const [one, two, three] = blobs.map(({ hash }) => hash) as [string, string, string];
    const since = await expectOk(store.commit({ ...writeOf("a", 1), blobs }));
    const page = await store.upkeep.listBlobs({ limit: 3 });
    const rest = await store.upkeep.listBlobs({ limit: 3, after: page.at(-1)!.hash });
    assert.deepEqual(
      new Map([...page, ...rest].map(({ hash, bytes }) => [hash, bytes])),
      new Map(blobs.map(({ hash, bytes }) => [hash, bytes.length])),
    );
    const named = (cause: string, hash: string, tag?: string) => ({
      key: keyOf(cause),
      doc: { value: { text: hash } },
      base: "absent" as const,
      ...(tag === undefined ? {} : { tag }),
    });
    await expectOk(store.commit(batchOf({
      writes: [named("b", two, "t:b"), named("c", three)],
      blobs: [blobs[1]!],
    })));
    const head = await store.head();
    const deleted = await store.upkeep.deleteBlobs({
      hashes: [one, two, three, "A".repeat(43)],
      since,
      namedBy: (doc) => [(doc.value as { text: string }).text],
    });
    assert.deepEqual(deleted, { count: 2, bytes: 8 });
    assert.equal(await store.head(), head, "blobs are no documents");
    const left = await store.readBlobs([one, two, three, blobs[3]!.hash]);
    assert.deepEqual(left.map((bytes) => bytes !== undefined), [false, true, false, true]);
    assert.equal(typeof await store.upkeep.compact(), "boolean");
    assert.deepEqual(await store.readBlobs([two]), [blobs[1]!.bytes]);
  }],
  ["finds observations whose piece is gone", async (store) => {
    await expectOk(store.commit({
      ...writeOf("p", 1),
      observations: [observationOf("p", "x", ["a"]), observationOf("q", "y", ["a"])],
    }));
    const seq = await expectOk(store.commit(writeOf("q", 1)));
    const { rows: none, others: both } = await store.upkeep.strayObservations();
    assert.deepEqual([none.length, both.count], [0, 2]);
    await expectOk(
      store.commit(batchOf({ writes: [{ key: keyOf("q"), doc: null, base: seq }] })),
    );
    const { rows: [stray, ...more], others } = await store.upkeep.strayObservations();
    assert.deepEqual([stray?.piece, stray?.action, more], [keyOf("q"), "y", []]);
    assert.ok(stray!.bytes > 0 && stray!.at > 0);
    assert.ok(others.count === 1 && others.oldest! > 0);
  }],
  ["what was acknowledged is there after closing and opening again", async (store, space) => {
    const seq = await expectOk(
      store.commit({ ...writeOf("a", "kept"), blobs: [blobOf("blob")] }),
    );
    await store.close();
    await store.close();
    assert.deepEqual(await store.commit(writeOf("b", 1)), { refused: { code: "closed" } });
    await assert.rejects(store.read([keyOf("a")]), { name: "StoreClosedError" });
    const again = await space.open();
    assert.equal(await valueAt(again, "a"), "kept");
    assert.equal(await again.head(), seq);
    assert.deepEqual((await again.readBlobs([blobOf("blob").hash]))[0], encodeUtf8("blob"));
    await again.close();
  }],
  ["increments of several stores at once lose none", async (store, space) => {
    const stores = [store, await space.open(), await space.open(), await space.open()];
    const rounds = 50;
    await expectOk(store.commit(writeOf("counter", 0)));
    await Promise.all(stores.map(async (one) => {
      for (let done = 0; done < rounds;) {
        const [found] = await one.read([keyOf("counter")]);
        const value = (found!.doc.value as number) + 1;
        const result = await one.commit(writeOf("counter", value, found!.seq));
        if ("ok" in result) done++;
      }
    }));
    assert.equal(await valueAt(store, "counter"), rounds * stores.length);
    for (const one of stores.slice(1)) await one.close();
  }],
];

/** Runs the suite: one test, one step a property, each on a space of its own. */
export function storeConformance(name: string, makeSpace: () => Promise<ConformanceSpace>): void {
  Deno.test(`${name} keeps the store contract`, async (t) => {
    for (const [title, run] of CASES) {
      await t.step(title, async () => {
        const space = await makeSpace();
        try {
          const store = await space.open();
          await run(store, space);
          await store.close();
        } finally {
          await space.dispose();
        }
      });
    }
  });
}
