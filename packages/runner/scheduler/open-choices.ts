/**
 * Choices that have yet to run: until then it is open whether what stands behind them is demanded.
 * What something demands in any case runs first.
 *
 *     effect --reads--> choice --link--> lift       the choice is invalid: the lift waits, because
 *                                                   nobody may want it once the choice has run
 */
import { documentKey } from "../links/sigil.ts";
import type { Address } from "../types.ts";
import type { DependencyIndex } from "./dependency-index.ts";
import { ComputationNode } from "./node.ts";

/** Links that are followed from the output of a choice; chains of choices are short. */
const MAX_HOPS = 16;

export class OpenChoices {
  readonly #index: DependencyIndex;
  readonly #linkAt: (address: Address) => Address | undefined;
  /** By the documents that their outputs lead to. */
  readonly #byTarget = new Map<string, Set<ComputationNode>>();
  readonly #targets = new Map<ComputationNode, readonly string[]>();

  constructor(index: DependencyIndex, linkAt: (address: Address) => Address | undefined) {
    this.#index = index;
    this.#linkAt = linkAt;
  }

  /** Enters a choice that has to run; other nodes choose nothing. */
  open(node: ComputationNode): void {
    if (node.spec.isChoice !== true || this.#targets.has(node)) return;
    const targets = this.#targetsOf(node);
    this.#targets.set(node, targets);
    for (const target of targets) {
      const choices = this.#byTarget.get(target) ?? new Set();
      this.#byTarget.set(target, choices.add(node));
    }
  }

  close(node: ComputationNode): void {
    for (const target of this.#targets.get(node) ?? []) {
      const choices = this.#byTarget.get(target);
      choices?.delete(node);
      if (choices?.size === 0) this.#byTarget.delete(target);
    }
    this.#targets.delete(node);
  }

  /** `places`, and where links that stand there lead. */
  withTargets(places: readonly Address[]): Address[] {
    return places.flatMap((place) => [place, ...this.#chain(place)]);
  }

  clear(): void {
    this.#targets.clear();
    this.#byTarget.clear();
  }

  /** Whether a demand root depends on `node` whatever those choices choose that `willRun`. */
  isCertain(node: ComputationNode, willRun: (choice: ComputationNode) => boolean): boolean {
    if (this.#byTarget.size === 0) return true;
    const seen = new Set([node]);
    const open = [node];
    for (let writer = open.pop(); writer !== undefined; writer = open.pop()) {
      if (writer.spec.isSideWriter === true) return true;
      const ahead = this.#aheadOf(writer).filter(willRun);
      for (const reader of this.#index.readersOf(writer)) {
        if (ahead.some((choice) => this.#index.isReaderOf(reader, choice))) continue;
        if (!(reader instanceof ComputationNode)) return true;
        if (seen.has(reader)) continue;
        seen.add(reader);
        open.push(reader);
      }
    }
    return false;
  }

  /** Other choices through which `node` may have been reached. */
  #aheadOf(node: ComputationNode): ComputationNode[] {
    return node.writes
      .flatMap((address) => [...this.#byTarget.get(documentKey(address)) ?? []])
      .filter((choice) => choice !== node);
  }

  #targetsOf(choice: ComputationNode): string[] {
    const targets = new Set<string>();
    for (const output of choice.writes) {
      for (const target of this.#chain(output)) targets.add(documentKey(target));
    }
    for (const output of choice.writes) targets.delete(documentKey(output));
    return [...targets];
  }

  *#chain(from: Address): Iterable<Address> {
    let target = this.#linkAt(from);
    for (let hops = 0; target !== undefined && hops < MAX_HOPS; hops++) {
      yield target;
      target = this.#linkAt(target);
    }
  }
}
