/** Stores that can be told to fail: synchronous ones as SQLite is, or without such methods. */
import { type SpaceStores, StoreBusyError } from "@commonfabric/storage";
import { faultStore } from "../../../storage/test/support/fault-store.ts";

export interface FailingStores {
  readonly stores: SpaceStores;
  /** What fails at the moment. */
  fails: { commits?: boolean; reads?: boolean };
  /** Awaited by asynchronous commits. */
  beforeCommit: Promise<void> | undefined;
}

/** `stores`, whose commits and reads fail while `fails` says so. */
export function failingStores(
  stores: SpaceStores,
  kind: "synchronous" | "asynchronous",
): FailingStores {
  const guard = <T>(what: keyof FailingStores["fails"], effect: () => T): T => {
    if (state.fails[what]) throw new StoreBusyError(what, 5_000);
    return effect();
  };
  const state: FailingStores = {
    fails: {},
    beforeCommit: undefined,
    stores: async (space) => {
      const store = await stores(space);
      return {
        ...faultStore(store, {}),
        // deno-lint-ignore require-await -- a failure is a rejection
        read: async (keys) => guard("reads", () => store.read(keys)),
        commit: async (batch) => {
          await state.beforeCommit;
          return await guard("commits", () => store.commit(batch));
        },
        ...(kind === "asynchronous" ? {} : {
          readSync: (key) => guard("reads", () => store.readSync!(key)),
          commitSync: (batch) => guard("commits", () => store.commitSync!(batch)),
        }),
      };
    },
  };
  return state;
}
