/** SQLite spaces in a directory of their own, with the clock and the timers in the test's hands. */
import { type SqliteStores, sqliteStores } from "../../sqlite/sqlite-stores.ts";
import { nodeStorePowers } from "../../sqlite/node-store-powers.ts";
import type { StorePowers } from "../../sqlite/store-powers.ts";
import type { SpaceStore } from "../../types.ts";
import type { ConformanceSpace } from "./conformance.ts";

export interface ManualPowers extends StorePowers {
  /** Moves the clock. */
  advance(ms: number): void;
  /** Runs the timers that are set now. */
  fireTimers(): void;
  readonly timerCount: number;
}

/** Powers of the machine except that time stands still. */
export function manualPowers(): ManualPowers {
  let now = 1_700_000_000_000;
  const timers = new Set<() => void>();
  return {
    ...nodeStorePowers,
    nowMs: () => now,
    setTimer(_ms, fn) {
      timers.add(fn);
      return () => void timers.delete(fn);
    },
    advance(ms) {
      now += ms;
    },
    fireTimers() {
      const due = [...timers];
      timers.clear();
      for (const fn of due) fn();
    },
    get timerCount() {
      return timers.size;
    },
  };
}

/** Runs `fn` with a directory that is removed afterwards. */
export async function withDirectory<T>(fn: (directory: string) => Promise<T>): Promise<T> {
  const directory = await Deno.makeTempDir({ prefix: "cf-store-" });
  try {
    return await fn(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

export async function sqliteSpace(
  wrap: (store: SpaceStore) => SpaceStore = (store) => store,
): Promise<ConformanceSpace> {
  const directory = await Deno.makeTempDir({ prefix: "cf-store-" });
  const powers = manualPowers();
  const stores: SqliteStores = sqliteStores(directory, powers);
  return {
    open: async () => wrap(await stores("home")),
    async trimLog() {
      powers.advance(25 * 60 * 60 * 1_000);
      const store = await stores("home");
      await store.commit({
        txId: "trim",
        reads: [],
        writes: [{ key: { id: "of:trim", scopeKey: "space" }, doc: { value: 1 }, base: "absent" }],
      });
      await store.close();
    },
    pollOnce: () => powers.fireTimers(),
    async dispose() {
      await stores.close();
      await Deno.remove(directory, { recursive: true });
    },
  };
}
