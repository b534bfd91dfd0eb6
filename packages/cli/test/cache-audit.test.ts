/** `cf cache audit` finds what every reader believes and no compile makes. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  cacheDocumentKey,
  type CompiledDoc,
  compiledDocKey,
  loadCompiledDocs,
  loadVerifiedSourceClosure,
  readSourceTexts,
  writeCompiledDocs,
} from "@commonfabric/compilation-cache";
import { readToolchain } from "@commonfabric/runner";
import {
  type CommitBatch,
  type DocWrite,
  nodeStorePowers,
  sqliteStores,
} from "@commonfabric/storage";
import { docTrustOf } from "../store/doc-trust.ts";
import { cf, type CommandResult, withDirectory } from "./support/fake-command.ts";
import { COUNTER, GREETING } from "./support/programs.ts";

const VERSION = readToolchain().runtimeVersion!;
const FILES = { ...COUNTER, "hello/main.tsx": GREETING, ".cf/x": "" };

async function onPrograms(
  fn: (run: (...args: string[]) => Promise<CommandResult>, cwd: string) => Promise<void>,
): Promise<void> {
  await withDirectory(FILES, async (cwd) => {
    const run = (...args: string[]) => cf(args, { cwd });
    await run("piece", "new", "counter/main.tsx", "--name", "c");
    await run("piece", "new", "hello/main.tsx", "--name", "h");
    await fn(run, cwd);
  });
}

/** Stores `edit` of a compiled document as the holder of the key can: valid to every reader. */
async function plant(
  cwd: string,
  path: string,
  edit: (doc: CompiledDoc) => Partial<CompiledDoc>,
): Promise<string> {
  const stores = sqliteStores(`${cwd}/.cf`, nodeStorePowers);
  const store = await stores("home");
  try {
    const trust = docTrustOf(stores);
    const { json } = await cf(["cache", "ls", "--json"], { cwd });
    const items = json["items"] as { set: string; path: string; identity: string }[];
    const { identity } = items.find((item) => item.set === "compiled" && item.path === path)!;
    const closure = await loadVerifiedSourceClosure(store, identity, nodeSha256);
    const { usable } = await loadCompiledDocs(store, [identity], {
      ...trust,
      runtimeVersion: VERSION,
      source: (asked) => closure.docs.get(asked),
      requireLabel: false,
      sha256: nodeSha256,
    });
    const { trust: _trust, attestation: _attestation, ...doc } = usable.get(identity)!;
    const edited = { ...doc, ...edit(doc) };
    const source = closure.docs.get(identity)!;
    const verdict = trust.verifyBody(edited.code, source);
    assert.ok(verdict.ok);
    const planted = { ...edited, verdict, bodyHash: verdict.bodyHash };
    const key = cacheDocumentKey(compiledDocKey(VERSION, identity), nodeSha256);
    const [stored] = await store.read([key]);
    const { seq: base, doc: { labels } } = stored!;
    await store.commit({ txId: "remove", reads: [], writes: [{ key, doc: null, base }] });
    const { docs } = await readSourceTexts(store, closure.docs.values(), nodeSha256);
    const sources = [...docs.values()];
    const withLabels = (write: DocWrite): DocWrite =>
      write.tag === compiledDocKey(VERSION, identity)
        ? { ...write, doc: { ...write.doc, labels } }
        : write;
    const commit = (batch: CommitBatch) =>
      store.commit({ ...batch, writes: batch.writes.map(withLabels) });
    const port = { store, isLabelled: false, commit };
    let id = 0;
    await writeCompiledDocs(port, { entry: identity, sources, compiled: [planted], ...trust }, {
      sha256: nodeSha256,
      newTxId: () => `plant-${id++}`,
    });
    return identity;
  } finally {
    await stores.close();
  }
}

Deno.test("what was stored by this toolchain is what its sources compile to", async () => {
  await onPrograms(async (run) => {
    const { code, out, err } = await run("cache", "audit");
    assert.deepEqual([code, out, err], [0, "", ""]);
    const all = (await run("cache", "audit", "--json")).json;
    assert.deepEqual([all["checked"], all["equal"]], [4, 4]);
    const half = (await run("cache", "audit", "--rebuild", "50%", "--json")).json;
    assert.deepEqual([half["checked"], half["equal"]], [2, 2]);
  });
});

const PLANTED: readonly (readonly [string, (doc: CompiledDoc) => Partial<CompiledDoc>])[] = [
  ["another body", ({ code }) => ({ code: code.replace("value * 2", "value * 3") })],
  ["another source map", () => ({ sourceMap: '{"version":3,"sources":[],"mappings":""}' })],
  ["another emit key", () => ({ emitKey: "A".repeat(43) })],
];

for (const [what, edit] of PLANTED) {
  Deno.test(`${what} under a valid attestation passes every reader, and the audit names it`, async () => {
    await onPrograms(async (run, cwd) => {
      const identity = await plant(cwd, "/mid.ts", edit);
      assert.equal((await run("cache", "verify")).err, "", "nothing is wrong with it by itself");
      const head = await run("inspect", "sql", "SELECT head FROM space");
      const { code, json, err } = await run("cache", "audit", "--json");
      assert.equal(code, 1);
      assert.deepEqual([json["checked"], json["equal"]], [4, 3]);
      const [difference] = json["different"] as { identity: string; path: string }[];
      assert.deepEqual([difference!.identity, difference!.path], [identity, "/mid.ts"]);
      assert.equal(err, `different\t${identity}\t/mid.ts\n`);
      assert.equal((await run("inspect", "sql", "SELECT head FROM space")).out, head.out);
    });
  });
}

Deno.test("a document whose source is damaged is skipped with the reason", async () => {
  await onPrograms(async (run, cwd) => {
    const { DatabaseSync } = await import("node:sqlite");
    const stores = sqliteStores(`${cwd}/.cf`, nodeStorePowers);
    const file = new DatabaseSync(stores.fileOf("home"));
    file.exec(
      "UPDATE body SET bytes = x'ff' WHERE doc IN (SELECT row FROM doc WHERE tag LIKE 'pattern:%')",
    );
    file.close();
    const { code, json, err } = await run("cache", "audit", "--json");
    assert.equal(code, 0);
    assert.deepEqual([json["checked"], (json["skipped"] as unknown[]).length], [0, 4]);
    assert.match(err, /^skipped\t.{43}\tsource shape/);
  });
});
