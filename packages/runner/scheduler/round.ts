/** One round of a pass: what is due runs in order, but for what has to wait for the next one. */
import { makersOf } from "./demand.ts";
import type { DependencyIndex } from "./dependency-index.ts";
import type { InvalidNodes } from "./invalid-nodes.ts";
import type { ComputationNode } from "./node.ts";
import type { OpenChoices } from "./open-choices.ts";

/** Code ran; it was only found out who has to run first; nothing could be decided. */
export type RoundResult = "ran" | "found" | "stuck";

export interface RoundParts {
  /** Choices count as made, because those that wait for each other decide nothing. */
  readonly isForced: boolean;
  /** Nodes that wait for a gate: who is behind them does as well. */
  readonly unseen: ReadonlySet<ComputationNode>;
  readonly index: DependencyIndex;
  readonly choices: OpenChoices;
  readonly invalid: InvalidNodes;
  readonly isDemanded: (node: ComputationNode) => boolean;
  /** Whether a node is invalid, due and demanded. */
  readonly willRun: (node: ComputationNode) => boolean;
  /** Runs a node, or puts it off: `waits` has to run after another one. */
  readonly run: (node: ComputationNode) => "ran" | "postponed" | "waits";
}

/**
 * Runs the nodes of `order`. A node waits for the next round behind one that waits, and behind a
 * choice that has yet to run: nobody may want it then.
 */
export function runRound(
  order: readonly ComputationNode[],
  { isForced, unseen, index, choices, invalid, isDemanded, willRun, run }: RoundParts,
): RoundResult {
  // Choices that may become invalid before it is their turn.
  const later = new Set(order.filter((node) => node.spec.isChoice === true));
  for (const choice of later) choices.open(choice);
  const isUndecided = (choice: ComputationNode) =>
    later.has(choice) ? isDemanded(choice) : willRun(choice);
  const left = new Set(unseen);
  let result: RoundResult = "stuck";
  for (const node of order) {
    const isLeft = left.has(node) || (left.size > 0 && isBehind(node, left, index));
    if (isLeft) left.add(node);
    else if (later.delete(node) && !invalid.has(node)) choices.close(node);
    if (isLeft || !willRun(node)) continue;
    if (!isForced && !choices.isCertain(node, isUndecided)) {
      left.add(node);
      continue;
    }
    const outcome = run(node);
    if (outcome === "ran") result = "ran";
    else if (result === "stuck") result = "found";
    if (outcome === "waits" || unseen.has(node)) left.add(node);
  }
  for (const choice of later) if (!invalid.has(choice)) choices.close(choice);
  return result;
}

function isBehind(
  node: ComputationNode,
  held: ReadonlySet<ComputationNode>,
  index: DependencyIndex,
): boolean {
  for (const maker of makersOf(node)) if (held.has(maker)) return true;
  for (const writer of index.writersOf(node)) {
    if (writer !== node && held.has(writer)) return true;
  }
  return false;
}
