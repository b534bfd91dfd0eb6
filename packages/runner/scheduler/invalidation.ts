/** Who has to run again, and why: something it read has another value, or its output was replaced. */
import { type Change, changeAffects, targetsBefore } from "../transactions/changes.ts";
import type { BackOff } from "./back-off.ts";
import type { DependencyIndex } from "./dependency-index.ts";
import type { InvalidNodes } from "./invalid-nodes.ts";
import { ComputationNode, EffectNode } from "./node.ts";
import type { OpenChoices } from "./open-choices.ts";

/** How often another process may replace an output before the two take turns more slowly. */
const MAX_OVERWRITES = 20;

export interface InvalidationParts {
  readonly index: DependencyIndex;
  readonly choices: OpenChoices;
  readonly invalid: InvalidNodes;
  readonly backOff: BackOff;
  readonly wake: () => void;
}

export class Invalidation {
  readonly #parts: InvalidationParts;

  constructor(parts: InvalidationParts) {
    this.#parts = parts;
  }

  /** The listener of the change channel. */
  readonly onChanges = (changes: readonly Change[]): void => {
    for (const change of changes) {
      if (change.origin === "remote") this.#onOverwritten(change);
      this.#onChanged(change);
    }
  };

  /** Makes `node`, which nobody demands, run again when somebody does: no pass is due for it. */
  lapse(node: ComputationNode): boolean {
    if (!node.isRegistered || node.status !== "clean") return false;
    node.status = "invalid";
    this.#parts.invalid.add(node);
    return true;
  }

  /** Makes `node` run again although nothing it read is known to differ. */
  invalidate(node: ComputationNode): void {
    if (this.lapse(node)) this.#parts.wake();
  }

  #onChanged(change: Change): void {
    const { index, choices, invalid, wake } = this.#parts;
    for (const { reader, reads } of index.readersOfDocument(change)) {
      if (reader === change.source) continue;
      if (!reads.some((read) => changeAffects(change, read))) continue;
      if (isChoice(change.source)) {
        index.dropReads(reader, choices.withTargets(targetsBefore(change, reads)));
      }
      if (reader instanceof EffectNode) {
        reader.isInvalid = true;
        reader.lastTrigger = change.id;
      } else if (reader.status === "clean") {
        reader.status = "invalid";
        reader.lastTrigger = change.id;
        reader.overwrites = 0;
        invalid.add(reader);
      }
      wake();
    }
  }

  /**
   * Another process gave something else for a computation that is up to date here. It may have read
   * what has passed since, and end before it reads again: the one here gives its own once more.
   */
  #onOverwritten(change: Change): void {
    for (const writer of [...this.#parts.index.writersOfDocument(change)]) {
      const [output] = writer.spec.outputs;
      if (writer.status !== "clean" || writer.spec.isExternal === true) continue;
      if (output?.id !== change.id) continue;
      const given = { address: { ...output, scope: change.scope }, depth: "deep" } as const;
      if (!changeAffects(change, given)) continue;
      // Processes that never agree, such as those that run other code, take turns more and more slowly.
      if (++writer.overwrites > MAX_OVERWRITES) this.#parts.backOff.postpone([writer]);
      this.invalidate(writer);
    }
  }
}

function isChoice(source: unknown): boolean {
  return source instanceof ComputationNode && source.spec.isChoice === true;
}
