/**
 * The evaluated modules of a session. Verified modules have no mutable state at module level, so
 * two evaluations of one identity are interchangeable and each is evaluated once. The share key
 * names everything that an evaluation depends on: identity, authority, host values and flavour.
 */
import { BoundedMap } from "@commonfabric/canonical";
import type { Counters, EventSink } from "@commonfabric/contract";
import type { Identity } from "@commonfabric/module-identity";
import type { EvaluatedModules } from "../sandbox/load-options.ts";
import type { EvaluatedModule } from "../sandbox/module-instance.ts";

/** The most identities that a session keeps. */
const EVALUATED_BOUND = 10_000;

export interface EvaluatedModuleTableOptions {
  /** Policy digest of the globals, digest of the host table, flavour of the build. */
  readonly authority: string;
  readonly bound?: number;
  readonly events?: EventSink;
  readonly counters?: Counters;
  /** Called per completed component, before it can be taken by a load. */
  readonly onComponent?: (modules: readonly EvaluatedModule[]) => void;
}

/** Evaluated modules by share key; the least recently used one that nobody pins goes first. */
export class EvaluatedModuleTable implements EvaluatedModules {
  readonly #modules: BoundedMap<string, EvaluatedModule>;
  readonly #pins = new Map<string, { module: EvaluatedModule; count: number }>();
  readonly #options: EvaluatedModuleTableOptions;

  constructor(options: EvaluatedModuleTableOptions) {
    this.#options = options;
    this.#modules = new BoundedMap(options.bound ?? EVALUATED_BOUND);
  }

  /**
   * The evaluation of `identity`. With another body hash the first evaluation stays: one identity
   * has one meaning, whichever toolchain compiled it, and the newcomer is not evaluated.
   */
  get(identity: Identity, bodyHash: string): EvaluatedModule | undefined {
    const found = this.find(identity);
    if (found !== undefined && found.bodyHash !== bodyHash) {
      const { counters, events } = this.#options;
      if (counters !== undefined) counters.bodyDisagreement++;
      events?.({
        type: "bodyDisagreement",
        identity,
        stored: found.bodyHash,
        ours: bodyHash,
      });
    }
    return found;
  }

  /** The evaluation of `identity`, whatever its body. */
  find(identity: Identity): EvaluatedModule | undefined {
    const key = this.#shareKey(identity);
    return this.#modules.get(key) ?? this.#pins.get(key)?.module;
  }

  add(modules: readonly EvaluatedModule[]): void {
    this.#options.onComponent?.(modules);
    for (const module of modules) this.#modules.set(this.#shareKey(module.identity), module);
  }

  /** Keeps `identity` while a running piece or a registered action needs it. Gives the release. */
  pin(identity: Identity): () => void {
    const key = this.#shareKey(identity);
    const module = this.find(identity);
    if (module === undefined) throw new TypeError(`Module ${identity} is not evaluated`);
    const pin = this.#pins.get(key) ?? { module, count: 0 };
    pin.count++;
    this.#pins.set(key, pin);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      if (--pin.count === 0) this.#pins.delete(key);
    };
  }

  clear(): void {
    this.#modules.clear();
    this.#pins.clear();
  }

  #shareKey(identity: Identity): string {
    return `${identity}\n${this.#options.authority}`;
  }
}
