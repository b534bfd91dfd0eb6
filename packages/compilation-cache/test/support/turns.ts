/** Two parties on one space, whose calls happen one at a time in an order that the test decides. */
import type { SpaceStore } from "@commonfabric/storage";

/** Calls that wait for their turn. */
export type Gate = (method: string) => boolean;

/** Every call that can change or see anything. */
export const everyCall: Gate = () => true;
/** Only what changes the store. */
export const commitsOnly: Gate = (method) => method === "commit" || method === "deleteBlobs";

type Party = (store: SpaceStore) => Promise<unknown>;

/**
 * Runs two parties. Where both wait, `choose` says whose call is next; it is told how often it was
 * asked before. A call that got its turn is done, and what follows it up to the next call as well,
 * before anybody else has a turn.
 */
export async function takeTurns(
  open: () => SpaceStore,
  parties: readonly [Party, Party],
  { gate, choose }: { readonly gate: Gate; readonly choose: (at: number) => 0 | 1 },
): Promise<void> {
  const waiting: ((() => void) | undefined)[] = [];
  const done = [false, false];
  let wake = () => {};
  const results = parties.map(async (party, index) => {
    try {
      await party(gated(open(), gate, () => {
        const turn = Promise.withResolvers<void>();
        waiting[index] = turn.resolve;
        wake();
        return turn.promise;
      }));
    } finally {
      done[index] = true;
      wake();
    }
  });
  for (let asked = 0; !(done[0] && done[1]);) {
    const isReady = (index: 0 | 1) => done[index] || waiting[index] !== undefined;
    if (!isReady(0) || !isReady(1)) {
      await new Promise<void>((resolve) => wake = resolve);
      continue;
    }
    const both = !done[0] && !done[1];
    const next = both ? choose(asked++) : done[0] ? 1 : 0;
    const turn = waiting[next]!;
    waiting[next] = undefined;
    turn();
  }
  await Promise.all(results);
}

/**
 * Runs `run` once for every sequence of choices, each of 0 and 1. `run` gives the choices that it
 * was asked for; they may differ in number from run to run. The number of runs.
 */
export async function inEveryOrder(
  run: (choose: (at: number) => 0 | 1) => Promise<void>,
): Promise<number> {
  let choices: (0 | 1)[] = [];
  for (let runs = 1;; runs++) {
    const made: (0 | 1)[] = [];
    await run((at) => made[at] = choices[at] ?? 0);
    while (made.at(-1) === 1) made.pop();
    if (made.length === 0) return runs;
    choices = [...made.slice(0, -1), 1];
  }
}

function gated(store: SpaceStore, gate: Gate, turn: () => Promise<void>): SpaceStore {
  async function run<T>(method: string, call: () => Promise<T>): Promise<T> {
    if (gate(method)) await turn();
    return await call();
  }
  const { upkeep } = store;
  return {
    space: store.space,
    read: (keys) => run("read", () => store.read(keys)),
    heads: (keys) => run("heads", () => store.heads(keys)),
    readBlobs: (hashes) => run("readBlobs", () => store.readBlobs(hashes)),
    commit: (batch) => run("commit", () => store.commit(batch)),
    subscribe: (after, fn) => store.subscribe(after, fn),
    observations: (pieces) => store.observations(pieces),
    affected: (keys) => store.affected(keys),
    list: (query) => run("list", () => store.list(query)),
    blobStats: () => store.blobStats(),
    upkeep: {
      now: () => upkeep.now(),
      notices: (after) => run("notices", () => upkeep.notices(after)),
      headers: (keys) => run("headers", () => upkeep.headers(keys)),
      listBlobs: (page) => run("listBlobs", () => upkeep.listBlobs(page)),
      deleteBlobs: (sweep) => run("deleteBlobs", () => upkeep.deleteBlobs(sweep)),
      strayObservations: () => upkeep.strayObservations(),
      compact: () => upkeep.compact(),
    },
    head: () => run("head", () => store.head()),
    close: () => store.close(),
  };
}
