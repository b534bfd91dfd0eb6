import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { sqliteStores } from "../sqlite/sqlite-stores.ts";
import type { CommitNotice, SpaceStore } from "../types.ts";
import { keyOf, writeOf } from "./support/conformance.ts";
import { increment } from "./support/increment.ts";
import { manualPowers, withDirectory } from "./support/sqlite-space.ts";

Deno.test("two processes lose no increment, and a subscriber sees each commit once, in order", () =>
  withDirectory(async (directory) => {
    const powers = manualPowers();
    const store = await sqliteStores(directory, powers)("home");
    const seen: number[] = [];
    store.subscribe(0, (notice) => void seen.push("seq" in notice ? notice.seq : NaN));
    const child = new Deno.Command("deno", {
      args: [
        "run",
        "--no-check",
        "-q",
        `--allow-read`,
        `--allow-write=${directory}`,
        fileURLToPath(new URL("./support/increment-process.ts", import.meta.url)),
        directory,
        "300",
      ],
      stderr: "inherit",
    }).spawn();
    let ended = false;
    const status = child.status.then((result) => {
      ended = true;
      return result;
    });
    let own = 0;
    while (!ended) {
      await increment(store);
      own++;
      powers.fireTimers();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert.equal((await status).code, 0);
    powers.fireTimers();
    await new Promise((resolve) => setTimeout(resolve, 0));
    assert.equal(await counterOf(store), 300 + own);
    assert.deepEqual(seen, Array.from({ length: 300 + own }, (_, index) => index + 1));
    await store.close();
  }));

Deno.test("10,000 increments of four stores lose none", () =>
  withDirectory(async (directory) => {
    const stores = sqliteStores(directory, fastPowers());
    const open = await Promise.all(Array.from({ length: 4 }, () => stores("home")));
    await Promise.all(open.map(async (store) => {
      for (let i = 0; i < 2_500; i++) await increment(store);
    }));
    assert.equal(await counterOf(open[0]!), 10_000);
    await stores.close();
  }));

Deno.test("another connection is noticed by polling while subscribed, and only then", () =>
  withDirectory(async (directory) => {
    const powers = manualPowers();
    const stores = sqliteStores(directory, powers);
    const [reader, writer] = [await stores("home"), await stores("home")];
    assert.equal(powers.timerCount, 0, "nothing is polled without a subscriber");
    const notices: CommitNotice[] = [];
    const cancel = reader.subscribe(0, (notice) => notices.push(notice));
    await new Promise((resolve) => setTimeout(resolve, 0));
    const batch = writeOf("a", 1);
    await writer.commit(batch);
    await new Promise((resolve) => setTimeout(resolve, 0));
    assert.deepEqual(notices, []);
    powers.fireTimers();
    await new Promise((resolve) => setTimeout(resolve, 0));
    assert.deepEqual(notices, [{ seq: 1, txId: batch.txId, keys: [keyOf("a")] }]);
    cancel();
    powers.fireTimers();
    assert.equal(powers.timerCount, 0);
    await stores.close();
  }));

Deno.test("a transaction id is remembered for 24 hours and then forgotten", () =>
  withDirectory(async (directory) => {
    const powers = manualPowers();
    const stores = sqliteStores(directory, powers);
    const batch = writeOf("a", 1);
    const again = async (hours: number) => {
      powers.advance(hours * 60 * 60 * 1_000);
      const store = await stores("home");
      await store.commit(writeOf(["other", hours], 1));
      const result = await store.commit(batch);
      await store.close();
      return result;
    };
    const first = await stores("home");
    const outcome = await first.commit(batch);
    await first.close();
    assert.deepEqual(await again(23), outcome);
    assert.deepEqual(await again(2), { conflict: { keys: [keyOf("a")] } });
  }));

async function counterOf(store: SpaceStore): Promise<unknown> {
  return (await store.read([keyOf("counter")]))[0]?.doc.value;
}

/** Powers without the wait for the disk: what is counted here is decided before it. */
function fastPowers() {
  const powers = manualPowers();
  return {
    ...powers,
    openDatabase(...args: Parameters<typeof powers.openDatabase>) {
      const connection = powers.openDatabase(...args);
      return {
        close: () => connection.close(),
        prepare: (sql: string) =>
          connection.prepare(
            sql === "PRAGMA synchronous = FULL" ? "PRAGMA synchronous = OFF" : sql,
          ),
      };
    },
  };
}
