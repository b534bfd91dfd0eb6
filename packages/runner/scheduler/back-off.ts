/** Postponing computations that do not settle. One timer serves every node that waits. */
import type { Cancel } from "@commonfabric/storage";
import { NonConvergenceError } from "./errors.ts";
import type { ComputationNode } from "./node.ts";
import type { RuntimePorts } from "./ports.ts";

const MIN_MS = 50;
const MAX_MS = 5_000;

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

  /** Each further time doubles the wait. An episode of a node is reported once. */
  postpone(nodes: readonly ComputationNode[]): void {
    const now = this.#ports.nowMs();
    const fresh = nodes.filter((node) => node.backOffMs === 0);
    for (const node of nodes) {
      node.backOffMs = Math.min(MAX_MS, node.backOffMs * 2 || MIN_MS);
      node.notBefore = now + node.backOffMs;
    }
    if (fresh.length === 0) return;
    const actions = fresh.map((node) => node.spec.id);
    const addresses = fresh.flatMap((node) =>
      node.writes.map((address) => [address.id, ...address.path].join("/"))
    );
    this.#report(new NonConvergenceError(actions, addresses), fresh[0]);
  }

  /** Wakes when the first of `waiting` is due. */
  arm(waiting: Iterable<ComputationNode>): void {
    if (this.#isDisposed) return;
    let at = Infinity;
    for (const node of waiting) if (node.notBefore > 0) at = Math.min(at, node.notBefore);
    if (at === this.#timer?.at) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (at === Infinity) return;
    const cancel = this.#ports.setTimer(Math.max(0, at - this.#ports.nowMs()), () => {
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
