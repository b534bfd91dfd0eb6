/** Waiting for what a runtime still does when it is disposed of, for as long as its host allows. */
import type { Cancel } from "@commonfabric/storage";
import type { RuntimePorts } from "../scheduler/ports.ts";
import { DisposeTimeoutError } from "../scheduler/errors.ts";

/** One kind of work. */
export interface PendingWork {
  /** What it is called where it had to be abandoned. */
  readonly name: string;
  readonly count: () => number;
  readonly settled: () => Promise<unknown>;
}

/**
 * Waits until none of `kinds` has anything to do, then runs `close`. After the deadline `report`
 * learns what was abandoned, and `close` is not waited for.
 */
export async function shutDown(
  { ports, kinds, deadlineMs, close, report }: {
    readonly ports: Pick<RuntimePorts, "setTimer">;
    readonly kinds: readonly PendingWork[];
    readonly deadlineMs: number;
    readonly close: () => Promise<void>;
    readonly report: (error: unknown) => void;
  },
): Promise<void> {
  const state = { isLate: false };
  const rest = finish(kinds, state).then(close);
  // What fails after the deadline was abandoned, which has been reported by then.
  rest.catch(() => {});
  let cancel: Cancel = () => {};
  const deadline = new Promise<void>((resolve) => {
    cancel = ports.setTimer(deadlineMs, () => {
      state.isLate = true;
      resolve();
    });
  });
  await Promise.race([rest, deadline]).finally(() => cancel());
  if (!state.isLate) return;
  const open = kinds.map(({ name, count }) => ({ name, count: count() }))
    .filter(({ count }) => count > 0);
  report(new DisposeTimeoutError(deadlineMs, open));
  close().catch(report);
}

async function finish(
  kinds: readonly PendingWork[],
  state: { readonly isLate: boolean },
): Promise<void> {
  // One kind of work may give rise to another.
  while (!state.isLate && kinds.some(({ count }) => count() > 0)) {
    for (const kind of kinds) if (kind.count() > 0) await kind.settled();
  }
}
