/**
 * Postponing computations that do not settle, and whatever could not read its documents. One timer
 * serves everything that waits.
 */
import type { Cancel } from "@commonfabric/storage";
import { NonConvergenceError } from "./errors.ts";
import type { ComputationNode } from "./node.ts";
import type { RuntimePorts } from "./ports.ts";

const MIN_MS = 50;
const MAX_MS = 5_000;

/** A node with the host time before which it does not run again. */
export type Postponable = Pick<ComputationNode, "notBefore" | "backOffMs">;

export class BackOff {
  readonly #ports: RuntimePorts;
  readonly #wake: () => void;
  readonly #report: (error: unknown, node?: ComputationNode) => void;
  #timer: { readonly at: number; readonly cancel: Cancel } | undefined;
  #isDisposed = false;

  constructor(
    ports: RuntimePorts,
    wake: () => void,
    report: (error: unknown, node?: ComputationNode) => void,
  ) {
    this.#ports = ports;
    this.#wake = wake;
    this.#report = report;
  }

  /**
   * Each further time doubles the wait. An episode of a node is reported once, with what kept it
   * running: `circle`.
   */
  postpone(nodes: readonly ComputationNode[], circle: readonly ComputationNode[] = []): void {
    const fresh = nodes.filter((node) => node.backOffMs === 0);
    for (const node of nodes) this.#lengthen(node);
    if (fresh.length === 0) return;
    const named = [...new Set([...fresh, ...circle])];
    const actions = named.map((node) => node.spec.id);
    const addresses = named.flatMap((node) =>
      node.writes.map((address) => [address.id, ...address.path].join("/"))
    );
    this.#report(new NonConvergenceError(actions, addresses), fresh[0]);
  }

  /** Puts off `waiting`, whose documents could not be fetched. An episode is reported once. */
  putOff(waiting: Postponable, error: unknown, node?: ComputationNode): void {
    if (waiting.backOffMs === 0) this.#report(error, node);
    this.#lengthen(waiting);
  }

  #lengthen(waiting: Postponable): void {
    waiting.backOffMs = Math.min(MAX_MS, waiting.backOffMs * 2 || MIN_MS);
    waiting.notBefore = this.#ports.nowMs() + waiting.backOffMs;
  }

  /** Wakes when the first of `waiting` is due. What is due already waits for demand, not for time. */
  arm(waiting: Iterable<Postponable>): void {
    if (this.#isDisposed) return;
    const now = this.#ports.nowMs();
    let at = Infinity;
    for (const node of waiting) if (node.notBefore > now) at = Math.min(at, node.notBefore);
    if (at === this.#timer?.at) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (at === Infinity) return;
    const cancel = this.#ports.setTimer(at - now, () => {
      this.#timer = undefined;
      this.#wake();
    });
    this.#timer = { at, cancel };
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
