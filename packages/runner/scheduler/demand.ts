/** Demand and order: which invalid nodes have to run, and in which order. */
import type { DependencyIndex } from "./dependency-index.ts";
import { ComputationNode } from "./node.ts";

/**
 * Answers "does a demand root depend on this node?" by walking from writers to readers; answers are
 * kept until an edge moves.
 */
export class Demand {
  readonly #index: DependencyIndex;
  #version = -1;
  readonly #answers = new Map<ComputationNode, boolean>();

  constructor(index: DependencyIndex) {
    this.#index = index;
  }

  has(node: ComputationNode): boolean {
    if (this.#version !== this.#index.version) {
      this.#answers.clear();
      this.#version = this.#index.version;
    }
    const known = this.#answers.get(node);
    if (known !== undefined) return known;
    const visited = new Set<ComputationNode>();
    const answer = this.#reachesRoot(node, visited);
    // Nothing that an undemanded node leads to has demand either.
    if (!answer) { for (const each of visited) this.#answers.set(each, false); }
    this.#answers.set(node, answer);
    return answer;
  }

  #reachesRoot(start: ComputationNode, visited: Set<ComputationNode>): boolean {
    const stack = [start];
    while (stack.length > 0) {
      const node = stack.pop()!;
      if (visited.has(node)) continue;
      visited.add(node);
      if (node.spec.isSideWriter === true || this.#answers.get(node) === true) return true;
      for (const reader of this.#index.readersOf(node)) {
        if (!(reader instanceof ComputationNode)) return true;
        if (this.#answers.get(reader) !== false) stack.push(reader);
      }
    }
    return false;
  }
}

/**
 * `invalid` and every demanded computation downstream of it, writers before readers, and what makes
 * pieces before what is in them. Ties and cycles are settled by registration order. Choices and
 * what they read come first, because they may end the demand of others.
 *
 *     source --> a --> b --> d        only a and d may be invalid now; b becomes invalid when a has
 *        \-----------------^          run, so d has to come after b although b is clean yet
 */
export function executionOrder(
  invalid: Iterable<ComputationNode>,
  index: DependencyIndex,
  demand: Demand,
): ComputationNode[] {
  const members = new Set<ComputationNode>();
  const open = [...invalid];
  while (open.length > 0) {
    const node = open.pop()!;
    if (members.has(node)) continue;
    members.add(node);
    for (const reader of index.readersOf(node)) {
      if (reader instanceof ComputationNode && demand.has(reader)) open.push(reader);
    }
  }
  const roots = [...members].sort((a, b) => choiceRank(a) - choiceRank(b) || a.order - b.order);
  return postOrder(roots, (node) =>
    [...makersOf(node), ...index.writersOf(node)]
      .filter((each) => each !== node && members.has(each))
      .sort((a, b) => a.order - b.order));
}

/** What made the piece of `node`, what made the piece of that, and so on. */
export function* makersOf(node: ComputationNode): Iterable<ComputationNode> {
  for (let { maker } = node; maker !== undefined; maker = maker.maker) yield maker;
}

function choiceRank(node: ComputationNode): number {
  return node.spec.isChoice === true ? 0 : 1;
}

/** Depth-first post-order with an explicit stack; a node that is being visited ends a cycle. */
function postOrder(
  roots: readonly ComputationNode[],
  before: (node: ComputationNode) => ComputationNode[],
): ComputationNode[] {
  const order: ComputationNode[] = [];
  const seen = new Set<ComputationNode>();
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack = [{ node: root, rest: before(root) }];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const next = top.rest.shift();
      if (next === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        stack.push({ node: next, rest: before(next) });
      }
    }
  }
  return order;
}
