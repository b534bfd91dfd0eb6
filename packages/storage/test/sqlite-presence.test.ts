/** Who lives beside a space file: other stores of this process, other processes, dead ones. */
import assert from "node:assert/strict";
import type { SpaceStore, StorePresence } from "../mod.ts";
import { sqliteStores } from "../mod.ts";
import { withDirectory } from "./support/sqlite-space.ts";

const script = new URL("./support/presence-process.ts", import.meta.url).pathname;

function presenceOf(store: SpaceStore): StorePresence {
  assert.ok(store.presence !== undefined);
  return store.presence;
}

function aliveFiles(directory: string): string[] {
  return [...Deno.readDirSync(directory)].map(({ name }) => name)
    .filter((name) => !/\.sqlite(-shm|-wal)?$/.test(name));
}

Deno.test("an owner lives from its announcement until its store is closed", () =>
  withDirectory(async (directory) => {
    const stores = sqliteStores(directory);
    const [one, two] = [await stores("home"), await stores("home")];
    assert.equal(presenceOf(two).isGone("a"), true, "nobody announced");
    assert.equal(presenceOf(one).announce("a"), true);
    assert.equal(presenceOf(one).announce("a"), true);
    assert.deepEqual([presenceOf(one).isGone("a"), presenceOf(two).isGone("a")], [false, false]);
    assert.equal(aliveFiles(directory).length, 1);
    await one.close();
    assert.equal(presenceOf(two).isGone("a"), true);
    assert.deepEqual(aliveFiles(directory), []);
    assert.deepEqual(await stores.spaces(), ["home"], "the files are no spaces");
    await stores.close();
  }));

Deno.test("a process that is killed is gone at once, and the next one removes what it left", () =>
  withDirectory(async (directory) => {
    const stores = sqliteStores(directory);
    const store = await stores("home");
    const child = new Deno.Command("deno", {
      args: ["run", "--no-check", "--quiet", "--allow-all", script, directory, "child"],
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    assert.equal((await reader.read()).value, "announced\n");
    assert.equal(presenceOf(store).isGone("child"), false);
    assert.equal(aliveFiles(directory).length, 1, "asking removes nothing that is alive");
    child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
    assert.equal(aliveFiles(directory).length, 1);
    assert.equal(presenceOf(store).announce("next"), true);
    assert.equal(aliveFiles(directory).length, 1, "the file of the dead one is gone");
    assert.equal(presenceOf(store).isGone("child"), true);
    await stores.close();
    assert.deepEqual(aliveFiles(directory), []);
  }));

Deno.test("what is no name of an owner is asked for nowhere, and a read-only store shows nobody", () =>
  withDirectory(async (directory) => {
    const stores = sqliteStores(directory);
    const store = await stores("home");
    for (const owner of ["", "../x", "a/b", "a.b", "\0", "x".repeat(65)]) {
      assert.equal(presenceOf(store).announce(owner), false);
      assert.equal(presenceOf(store).isGone(owner), false, "in doubt it lives");
    }
    const readOnly = await stores.open("home", { mode: "read-only" });
    assert.equal(presenceOf(readOnly).announce("a"), false);
    assert.deepEqual(aliveFiles(directory), []);
    await stores.close();
  }));
