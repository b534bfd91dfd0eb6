/** The computations that have to run, and among them the choices that decide about others. */
import type { ComputationNode } from "./node.ts";
import type { OpenChoices } from "./open-choices.ts";

export class InvalidNodes implements Iterable<ComputationNode> {
  readonly #nodes = new Set<ComputationNode>();
  readonly #choices: OpenChoices;

  constructor(choices: OpenChoices) {
    this.#choices = choices;
  }

  get size(): number {
    return this.#nodes.size;
  }

  has(node: ComputationNode): boolean {
    return this.#nodes.has(node);
  }

  add(node: ComputationNode): void {
    this.#nodes.add(node);
    this.#choices.open(node);
  }

  delete(node: ComputationNode): void {
    this.#nodes.delete(node);
    this.#choices.close(node);
  }

  clear(): void {
    this.#nodes.clear();
    this.#choices.clear();
  }

  [Symbol.iterator](): Iterator<ComputationNode> {
    return this.#nodes[Symbol.iterator]();
  }
}
