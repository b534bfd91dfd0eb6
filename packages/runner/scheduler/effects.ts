/** The demand roots: each reads when what it read has changed, and is settled on the settled state. */
import type { Counters } from "@commonfabric/contract";
import type { Cancel } from "@commonfabric/storage";
import type { EffectNode, RunOutcome } from "./node.ts";

export class Effects {
  readonly #effects = new Set<EffectNode>();
  readonly #counters: Counters;
  readonly #nowMs: () => number;
  #sinkHolds = 0;

  constructor(counters: Counters, nowMs: () => number) {
    this.#counters = counters;
    this.#nowMs = nowMs;
  }

  get all(): Iterable<EffectNode> {
    return this.#effects;
  }

  add(effect: EffectNode): void {
    this.#effects.add(effect);
  }

  /** Whether the effect was still one. */
  end(effect: EffectNode): boolean {
    if (!effect.isActive) return false;
    effect.isActive = false;
    return this.#effects.delete(effect);
  }

  *invalid(): Iterable<EffectNode> {
    for (const effect of this.#effects) if (effect.isInvalid) yield effect;
  }

  /** Lets those read that have to and that `isDue` says may; `met` is told of the outcomes. */
  read(
    isDue: (effect: EffectNode) => boolean,
    met: (effect: EffectNode, outcome: RunOutcome) => void,
  ): void {
    for (const effect of [...this.#effects]) {
      if (!effect.isInvalid || !effect.isActive || !isDue(effect)) continue;
      effect.isInvalid = false;
      effect.isUnsettled = true;
      effect.notBefore = 0;
      const outcome = effect.spec.read();
      if (outcome.kind === "suspended") effect.isUnsettled = false;
      else effect.backOffMs = 0;
      met(effect, outcome);
    }
  }

  /** Settles those that read since they were settled, unless `mustWait` says otherwise. */
  settle(mustWait: (effect: EffectNode) => boolean): void {
    for (const effect of [...this.#effects]) {
      if (!effect.isUnsettled || effect.isInvalid || !effect.isActive) continue;
      if (effect.spec.isSink === true && this.#sinkHolds > 0) continue;
      if (mustWait(effect)) continue;
      effect.isUnsettled = false;
      this.#counters.actionRuns++;
      this.#counters.effectRuns++;
      const start = this.#nowMs();
      effect.spec.settle();
      effect.runs++;
      effect.lastMs = this.#nowMs() - start;
      effect.totalMs += effect.lastMs;
    }
  }

  /** Settles no sink until the answer is called; `onFree` is called when nobody holds them. */
  holdSinks(onFree: () => void): Cancel {
    let isHeld = true;
    this.#sinkHolds++;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      if (--this.#sinkHolds === 0) onFree();
    };
  }

  /** Ends all of them: who waits for one is told `reason`. */
  abandon(reason: Error): void {
    for (const effect of this.#effects) {
      effect.isActive = false;
      effect.spec.abandon?.(reason);
    }
    this.#effects.clear();
  }
}
