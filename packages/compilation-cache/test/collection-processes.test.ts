/** Collection of real store files: processes that die in it, and processes that go on beside it. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { nodeSha256 } from "@commonfabric/canonical";
import { sqliteStores } from "@commonfabric/storage";
import { type CollectionReport, loadVerifiedSourceClosure, writeClosure } from "../mod.ts";
import { chain, collect, sweptOf } from "./support/collection.ts";
import { closureOf } from "./support/spaces.ts";

const PROGRAM = chain("m", 110);

async function withDirectory(fn: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir({ prefix: "cf-collect-" });
  try {
    await fn(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function child(directory: string, ...args: string[]): Deno.ChildProcess {
  const script = fileURLToPath(new URL("./support/collect-process.ts", import.meta.url));
  const flags = ["run", "--no-check", "-q", "--allow-read", `--allow-write=${directory}`];
  const more = ["--allow-env", "--allow-run"];
  return new Deno.Command("deno", {
    args: [...flags, ...more, script, directory, ...args],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

function sourcesSwept(report: CollectionReport): number {
  return sweptOf(report)["source"] ?? 0;
}

async function storeProgram(directory: string): Promise<void> {
  const store = await sqliteStores(directory)("home");
  const port = { store, isLabelled: false, commit: store.commit.bind(store) };
  let id = 0;
  const powers = { sha256: nodeSha256, newTxId: () => `write-${id++}` };
  await writeClosure(port, closureOf(PROGRAM), powers);
  await store.close();
}

Deno.test("kill -9 before and after every commit of a sweep leaves whole closures and a store that works", async () => {
  for (let commit = 1, killed = true; killed; commit++) {
    for (const when of ["before", "after"] as const) {
      await withDirectory(async (directory) => {
        await storeProgram(directory);
        const { signal } = await child(directory, "collect", String(commit), when).output();
        killed = signal === "SIGKILL";
        const store = await sqliteStores(directory)("home");
        const there = await store.list({ tagPrefix: "pattern:", limit: 1_000 });
        for (const { tag } of there) {
          const identity = tag!.slice("pattern:".length);
          const { misses } = await loadVerifiedSourceClosure(store, identity, nodeSha256);
          assert.equal(misses.size, 0, `${when} commit ${commit}`);
        }
        const rest = await collect({ store }, { graceMs: -1 });
        assert.deepEqual(rest.unverifiable, []);
        assert.deepEqual(await store.list({ tagPrefix: "", limit: 10 }), []);
        assert.deepEqual(await store.upkeep.listBlobs({ limit: 10 }), []);
        if (!killed) assert.deepEqual(sweptOf(rest), {}, "the child was done");
        await store.close();
      });
    }
    assert.ok(killed || commit > 2, "there are several commits to die at");
  }
});

Deno.test("a process that stores, points to and loads a program misses nothing beside collections", async () => {
  await withDirectory(async (directory) => {
    const store = await sqliteStores(directory)("home");
    const user = child(directory, "use");
    let ended = false;
    const output = user.output().then((result) => {
      ended = true;
      return result;
    });
    let swept = 0;
    while (!ended) {
      swept += sourcesSwept(await collect({ store }, { graceMs: -1 }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { code, stderr } = await output;
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    swept += sourcesSwept(await collect({ store }, { graceMs: -1 }));
    assert.ok(swept >= PROGRAM.sources.length, `${swept} source documents were collected`);
    assert.deepEqual(await store.list({ tagPrefix: "", limit: 10 }), []);
    await store.close();
  });
});
