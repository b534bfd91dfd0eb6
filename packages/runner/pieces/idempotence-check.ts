/**
 * The idempotence detector: each run of a computation is repeated once on the state that it read, in
 * a transaction that is thrown away. Runs that read the same and write something else are reported
 * once per action. What the repeated run writes, creates or prints is nobody's.
 *
 *     writes its output only:     first run, repeated on the same baseline; writes must be equal
 *     writes elsewhere, or        first run, commit, repeated on the settled state; there must be
 *     reads what it wrote:        nothing left to write
 */
import type { Address, ReadEntry, WriteEntry } from "../types.ts";
import type { ComputationNode } from "../scheduler/node.ts";
import { type NonIdempotence, NonIdempotentError } from "../scheduler/errors.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { differs } from "../transactions/tree.ts";

/** One run of a computation, as far as it takes to run it again. */
export interface RepeatableRun {
  readonly node: ComputationNode;
  readonly action: string;
  readonly output: Address;
  readonly spaces: SpaceTable;
  readonly prepare: (tx: RunnerTransaction) => unknown;
  readonly execute: (tx: RunnerTransaction, prepared: unknown) => void;
  /** Whether something of `reads` is about to change. */
  readonly isStale: (reads: readonly ReadEntry[]) => boolean;
  readonly report: (error: NonIdempotentError) => void;
}

type Writes = Pick<NonIdempotence, "first" | "second">;

/** An id that no transaction has: the check must not use up one, events are named by theirs. */
const CHECK_ID = "idempotence-check";

export class IdempotenceCheck {
  readonly #reported = new Set<string>();
  #isRepeating = false;

  /** Whether the code that runs is a repetition, whose output nobody wants. */
  get isRepeating(): boolean {
    return this.#isRepeating;
  }

  /**
   * Checks `run`, which `tx` holds and is about to commit. A check that needs the settled state is
   * the answer, for after the commit.
   */
  check(run: RepeatableRun, tx: RunnerTransaction): (() => void) | undefined {
    if (this.#reported.has(run.action)) return undefined;
    const { readLog, writeLog: first } = tx;
    // An operation such as push adds to what is there without reading it.
    const buildsOnItself = first.some((write) =>
      write.address.id !== run.output.id || readLog.some((read) => overlaps(read, write))
    );
    if (!buildsOnItself) {
      const second = this.#repeat(run);
      if (second === undefined) return undefined;
      const different = [...notAmong(first, second), ...notAmong(second, first)];
      this.#reportAny(run, readLog, { first, second }, different);
      return undefined;
    }
    return () => {
      const second = run.node.isRegistered ? this.#repeat(run) : undefined;
      if (second !== undefined) this.#reportAny(run, readLog, { first, second }, second);
    };
  }

  /** What another run writes; `undefined` when its state is not there or is about to change. */
  #repeat({ node, spaces, prepare, execute, isStale }: RepeatableRun):
    | readonly WriteEntry[]
    | undefined {
    const tx = new RunnerTransaction(spaces, {
      id: CHECK_ID,
      source: node,
      elements: { kind: "inline" },
      onMissing: "suspend",
    });
    this.#isRepeating = true;
    try {
      const prepared = prepare(tx);
      if (isStale(tx.readLog)) return undefined;
      execute(tx, prepared);
      return tx.isSuspended || isStale(tx.readLog) ? undefined : tx.writeLog;
    } catch {
      // A run that throws gives its output no value, whatever it wrote before.
      return tx.isSuspended || isStale(tx.readLog) ? undefined : [];
    } finally {
      this.#isRepeating = false;
      tx.abort();
    }
  }

  #reportAny(
    { action, report }: RepeatableRun,
    reads: readonly ReadEntry[],
    writes: Writes,
    different: readonly WriteEntry[],
  ): void {
    if (different.length === 0 || this.#reported.has(action)) return;
    this.#reported.add(action);
    const paths = [...new Set(different.map(({ address }) => textOf(address)))];
    report(new NonIdempotentError({ action, reads, ...writes, paths }));
  }
}

function notAmong(writes: readonly WriteEntry[], others: readonly WriteEntry[]): WriteEntry[] {
  const byPlace = new Map(others.map((write) => [textOf(write.address), write]));
  return writes.filter((write) => {
    const other = byPlace.get(textOf(write.address));
    return other === undefined || differs(write.after, other.after, "deep");
  });
}

function textOf({ space, scope, id, path }: Address): string {
  const instance = scope === "space" ? [] : [`~${scope}`];
  return [space, id, ...instance, ...path.map(encodeURIComponent)].join("/");
}

/** Whether one of two places contains the other. */
function overlaps({ address: a }: ReadEntry, { address: b }: WriteEntry): boolean {
  if (a.id !== b.id || a.space !== b.space || a.scope !== b.scope) return false;
  const shared = Math.min(a.path.length, b.path.length);
  return a.path.slice(0, shared).every((segment, at) => segment === b.path[at]);
}
