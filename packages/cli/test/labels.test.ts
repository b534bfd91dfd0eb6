/** Labels on the command line: of what programs write, and of what the compiler stores. */
import assert from "node:assert/strict";
import {
  cacheDocumentKey,
  compiledDocKey,
  parseCompiledKey,
} from "@commonfabric/compilation-cache";
import { nodeSha256 } from "@commonfabric/canonical";
import { makeLabels, type SpaceStore, sqliteStores } from "@commonfabric/storage";
import { cf, withDirectory } from "./support/fake-command.ts";

const REVIEWS = {
  "reviews.tsx": `
import { AddIntegrity, Default, handler, pattern, RequiresIntegrity, Stream, Writable }
  from "commonfabric";
interface Review { text: string }
type Own = AddIntegrity<Review, ["reviewed"]>;
const approve = handler<{ text: string }, { shown: Writable<Own> }>(
  ({ text }, { shown }) => shown.set({ text }),
);
const replace = handler<{ text: string }, { shown: Writable<Review> }>(
  ({ text }, { shown }) => shown.set({ text }),
);
interface Input { draft: string | Default<""> }
export default pattern<Input, {
  shown: RequiresIntegrity<Review, ["reviewed"]>;
  approve: Stream<{ text: string }>;
  replace: Stream<{ text: string }>;
}>(() => {
  const shown = new Writable<Review>({ text: "start" });
  return { shown, approve: approve({ shown }), replace: replace({ shown }) };
});
`,
};

async function inspected(cwd: string, address: string) {
  const { code, json, err } = await cf(["inspect", "labels", address, "--json"], { cwd });
  assert.equal(code, 0, err);
  assert.equal(json["format"], "cf.inspect-labels/1");
  return { items: json["items"] as Record<string, unknown>[], document: json["document"], err };
}

async function withStoreOf<T>(cwd: string, fn: (store: SpaceStore) => Promise<T>): Promise<T> {
  const stores = sqliteStores(`${cwd}/.cf`);
  try {
    return await fn(await stores("home"));
  } finally {
    await stores.close();
  }
}

Deno.test("what a handler vouches for is read, shown, and lost with the next change", async () => {
  await withDirectory(REVIEWS, async (cwd) => {
    const made = await cf(["piece", "new", "reviews.tsx", "--name", "r"], { cwd });
    assert.equal(made.code, 0, made.err);
    const shown = async () => {
      const { json } = await cf(["get", "@r/shown", "--step", "--json"], { cwd });
      return json["value"];
    };
    const place = "@r#internal:shown";
    const send = async (stream: string, text: string) => {
      const { code, err } = await cf(["call", `@r/${stream}`, JSON.stringify({ text })], { cwd });
      assert.equal(code, 0, err);
    };
    assert.deepEqual((await inspected(cwd, place)).items, []);
    assert.equal(await shown(), null, "nobody vouched for what it starts with");

    await send("approve", "good");
    const { items, document } = await inspected(cwd, place);
    assert.deepEqual(items, [{ address: document, integrity: ["reviewed"], confidentiality: [] }]);
    const { out } = await cf(["inspect", "labels", place], { cwd });
    assert.equal(out, `${document}\t["reviewed"]\t[]\n`);
    assert.deepEqual(await shown(), { text: "good" });

    await send("replace", "bad");
    const after = await inspected(cwd, place);
    assert.deepEqual(after.items, []);
    assert.match(after.err, /has no labels/);
    assert.equal(await shown(), null);
  });
});

Deno.test("compiled documents carry the compiler's label; without it they are a miss, and repaired", async () => {
  await withDirectory(REVIEWS, async (cwd) => {
    assert.equal((await cf(["piece", "new", "reviews.tsx", "--name", "r"], { cwd })).code, 0);
    const { json } = await cf(["inspect", "docs", "compileCache:", "--json"], { cwd });
    const [{ address, tag }] = json["items"] as [{ address: string; tag: string }];
    const label = [{ address, integrity: ["cf-compiled-by:cf-compiler"], confidentiality: [] }];
    assert.deepEqual((await inspected(cwd, address)).items, label);

    const { runtimeVersion, identity } = parseCompiledKey(tag)!;
    const key = cacheDocumentKey(compiledDocKey(runtimeVersion, identity), nodeSha256);
    const wrong = makeLabels([{ path: ["code"], integrity: ["cf-compiled-by:cf-compiler"] }]);
    await withStoreOf(cwd, async (store) => {
      const [stored] = await store.read([key]);
      const { value } = stored!.doc;
      const write = { key, doc: { value, labels: wrong }, base: stored!.seq, tag };
      assert.ok("ok" in await store.commit({ txId: "t", reads: [], writes: [write] }));
    });
    const verified = async () => {
      const { code, json } = await cf(["cache", "verify", "--json"], { cwd });
      assert.equal(code, 0, "a compiled document only saves time");
      return (json["misses"] as { reason: string }[]).map(({ reason }) => reason);
    };
    assert.deepEqual(await verified(), ["label"]);
    const run = await cf(["run", "--piece", "@r", "--trace", "--json"], { cwd });
    assert.equal(run.code, 0, run.err);
    const events = run.json["trace"] as { type: string; reason?: string }[];
    assert.deepEqual(
      events.flatMap(({ type, reason }) => type === "repaired" ? [reason] : []),
      ["label"],
    );
    assert.deepEqual(await verified(), []);
    assert.deepEqual((await inspected(cwd, address)).items, label);
  });
});

Deno.test("labels that are none are said to be", async () => {
  await withDirectory(REVIEWS, async (cwd) => {
    assert.equal((await cf(["piece", "new", "reviews.tsx", "--name", "r"], { cwd })).code, 0);
    const { document } = await inspected(cwd, "@r");
    const id = String(document).split("/")[1]!;
    await withStoreOf(cwd, async (store) => {
      const key = { id, scopeKey: "space" };
      const [stored] = await store.read([key]);
      const doc = { ...stored!.doc, labels: { version: 2 } };
      const write = { key, doc, base: stored!.seq };
      assert.ok("ok" in await store.commit({ txId: "t", reads: [], writes: [write] }));
    });
    const { items, err } = await inspected(cwd, "@r");
    assert.deepEqual(items, []);
    assert.match(err, /malformed: /);
  });
});
