/** What a pattern manager does for callers who wait, and for nobody: both are waited for at the end. */
import type { OperationName, RunOperation } from "../telemetry/telemetry.ts";

export class PendingWork {
  readonly #operation: RunOperation;
  readonly #onError: (error: unknown) => void;
  /** Calls from their first step on, and work in the background. */
  readonly #open = new Set<Promise<void>>();

  constructor({ operation, onError }: {
    readonly operation: RunOperation;
    readonly onError: (error: unknown) => void;
  }) {
    this.#operation = operation;
    this.#onError = onError;
  }

  get busy(): boolean {
    return this.#open.size > 0;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }

  /** The work of a caller, who gets its outcome. */
  call<T>(name: OperationName, run: () => Promise<T>): Promise<T> {
    const work = this.#operation(name, run);
    this.#keep(work.then(() => {}, () => {}));
    return work;
  }

  /** Work that nobody waits for; its failure is reported. */
  runInBackground(work: Promise<void>): void {
    this.#keep(work.catch((error) => this.#onError(error)));
  }

  #keep(work: Promise<void>): void {
    const open: Promise<void> = work.then(() => void this.#open.delete(open));
    this.#open.add(open);
  }
}
