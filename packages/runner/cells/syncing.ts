/** `sync`: making resident what a cell shows. */
import { LIMITS } from "@commonfabric/contract";
import { SuspensionLimitError } from "../scheduler/errors.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { HandleState } from "./host.ts";
import { readCell } from "./reading.ts";

const MAX_SYNC_ROUNDS = LIMITS.suspensionRounds;

/** Fetches the cell's document and every document that its schema reaches. */
export async function syncCell(state: HandleState, self: object): Promise<object> {
  const { spaces } = state.host;
  await spaces.load([state.place.address()]);
  for (let round = 0; round < MAX_SYNC_ROUNDS; round++) {
    const tx = new RunnerTransaction(spaces, { onMissing: "suspend" });
    try {
      readCell({ ...state, tx }, false);
      return self;
    } catch (error) {
      if (!tx.isSuspended) throw error;
    } finally {
      tx.abort();
    }
    await spaces.load(tx.missing);
  }
  throw new SuspensionLimitError("sync()", MAX_SYNC_ROUNDS);
}
