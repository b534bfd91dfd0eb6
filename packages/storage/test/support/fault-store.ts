/** A store that fails, delays and loses what a plan says: a test double around any store. */
import type * as storage from "../../types.ts";

/** Thrown by a planned fault. */
export class InjectedFaultError extends Error {
  override readonly name = "InjectedFaultError";
  readonly call: string;
  constructor(call: string, number: number) {
    super(`Call ${number} (${call}) fails as planned.`);
    this.call = call;
  }
}

export interface FaultPlan {
  /** 1-based number of the call that fails: before its effect, after it, or either. */
  readonly fail?: { readonly call: number; readonly when: "before" | "after" | "unknown" };
  /** Whether the effect of a call with unknown outcome happens. Default: it does. */
  readonly coin?: () => boolean;
  /** Awaited before the call; different delays reorder independent calls. */
  readonly delay?: (call: number, method: string) => Promise<void> | undefined;
  /** Drops a notice; the next one still comes in order. */
  readonly dropNotice?: (notice: storage.CommitNotice) => boolean;
  /** Ends the process at the n-th commit. */
  readonly kill?: {
    readonly commit: number;
    readonly when: "before" | "after";
    readonly exit: () => never;
  };
  /** Told of every call in order. */
  readonly onCall?: (method: string) => void;
}

/** `store` under `plan`. It has no synchronous methods, so every call goes through the plan. */
export function faultStore(store: storage.SpaceStore, plan: FaultPlan): storage.SpaceStore {
  let calls = 0;
  let commits = 0;

  async function run<T>(method: string, effect: () => Promise<T>): Promise<T> {
    const number = ++calls;
    plan.onCall?.(method);
    await plan.delay?.(number, method);
    const fault = plan.fail?.call === number ? plan.fail.when : undefined;
    if (fault === undefined) return await effect();
    const happens = fault === "after" || (fault === "unknown" && (plan.coin?.() ?? true));
    if (happens) await effect();
    throw new InjectedFaultError(method, number);
  }

  return {
    space: store.space,
    read: (keys) => run("read", () => store.read(keys)),
    heads: (keys) => run("heads", () => store.heads(keys)),
    readBlobs: (hashes) => run("readBlobs", () => store.readBlobs(hashes)),
    commit: (batch) =>
      run("commit", async () => {
        const number = ++commits;
        const kill = plan.kill?.commit === number ? plan.kill : undefined;
        if (kill?.when === "before") kill.exit();
        const result = await store.commit(batch);
        if (kill?.when === "after") kill.exit();
        return result;
      }),
    subscribe: (after, fn) =>
      store.subscribe(after, (notice) => {
        if (!plan.dropNotice?.(notice)) fn(notice);
      }),
    observations: (pieces) => run("observations", () => store.observations(pieces)),
    affected: (keys) => run("affected", () => store.affected(keys)),
    list: (query) => run("list", () => store.list(query)),
    blobStats: () => run("blobStats", () => store.blobStats()),
    upkeep: {
      now: () => run("now", () => store.upkeep.now()),
      notices: (after) => run("notices", () => store.upkeep.notices(after)),
      headers: (keys) => run("headers", () => store.upkeep.headers(keys)),
      listBlobs: (page) => run("listBlobs", () => store.upkeep.listBlobs(page)),
      deleteBlobs: (sweep) => run("deleteBlobs", () => store.upkeep.deleteBlobs(sweep)),
      strayObservations: () => run("strayObservations", () => store.upkeep.strayObservations()),
      compact: () => run("compact", () => store.upkeep.compact()),
    },
    head: () => run("head", () => store.head()),
    close: () => store.close(),
  };
}
