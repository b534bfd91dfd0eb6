/** What a pass has to come back for: documents on their way, and commits that wait for a gate. */
import { ComputationNode, type EffectNode } from "./node.ts";

export class Pending {
  readonly #promises = new Set<Promise<void>>();
  readonly #suspended = new Set<ComputationNode>();
  readonly #unseen = new Set<ComputationNode>();
  #gated = 0;

  get isEmpty(): boolean {
    return this.#promises.size === 0;
  }

  /** Whether a commit waits: roots are not settled on a state that is about to be replaced. */
  get hasGated(): boolean {
    return this.#gated > 0;
  }

  /** Computations whose documents are being fetched: what they lead to is not settled. */
  get suspended(): ReadonlySet<ComputationNode> {
    return this.#suspended;
  }

  /** Computations whose commit waits for a gate: nobody can read what they wrote. */
  get unseen(): ReadonlySet<ComputationNode> {
    return this.#unseen;
  }

  /** Counts `node` as unseen until the answer, which follows `visible`, settles. */
  async hide(node: ComputationNode, visible: Promise<void>): Promise<void> {
    this.#unseen.add(node);
    await visible;
    this.#unseen.delete(node);
  }

  /** `node` is gone: what it wrote is waited for by nobody. */
  forget(node: ComputationNode): void {
    this.#unseen.delete(node);
  }

  /** Holds roots back until `visible` settles; then calls `done`. */
  hold(visible: Promise<void>, done: () => void): void {
    this.#gated++;
    this.#add(visible, () => {
      this.#gated--;
      done();
    });
  }

  /** Notes that `waiting` cannot go on before `ready` settles; then calls `done`. */
  suspend(waiting: ComputationNode | EffectNode, ready: Promise<void>, done: () => void): void {
    if (waiting instanceof ComputationNode) this.#suspended.add(waiting);
    this.#add(ready, () => {
      if (waiting instanceof ComputationNode) this.#suspended.delete(waiting);
      done();
    });
  }

  /** Resolves when everything that waits at this moment is there. */
  async settled(): Promise<void> {
    await Promise.all(this.#promises);
  }

  #add(promise: Promise<void>, then: () => void): void {
    const done: Promise<void> = promise.then(() => {
      this.#promises.delete(done);
      then();
    });
    this.#promises.add(done);
  }
}
