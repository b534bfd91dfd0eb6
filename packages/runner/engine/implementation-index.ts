/**
 * Live code by pointer: artifacts and their implementation functions, per engine, bounded by
 * identity. The engine fills it when a component has been evaluated; look-ups by symbol use maps,
 * so `__proto__` and `constructor` are ordinary symbols.
 */
import { BoundedMap } from "@commonfabric/canonical";
import { artifactInfo, type Callable, isTrustedArtifact, provenanceOf } from "./provenance.ts";
import type { EntryRef } from "@commonfabric/module-identity";

/**
 * What one module keeps alive. Both parts go together: a table of those modules alone that implement
 * something would hold their compartments long after everything else forgot them.
 */
interface LiveModule {
  readonly artifacts: ReadonlyMap<string, object>;
  readonly implementations: Map<string, Callable>;
}

/** Artifacts and implementations by identity and symbol. */
export class ImplementationIndex {
  readonly #modules: BoundedMap<string, LiveModule>;

  constructor(bound: number) {
    this.#modules = new BoundedMap(bound);
  }

  /**
   * Registers everything module `identity` exposes, under every name that resolves to it. A later
   * evaluation of the same identity replaces the entries: both are interchangeable.
   */
  registerModule(identity: string, exposed: ReadonlyMap<string, unknown>): void {
    const artifacts = new Map<string, object>();
    for (const [symbol, value] of exposed) {
      if (isTrustedArtifact(value)) artifacts.set(symbol, value);
    }
    this.#modules.set(identity, {
      artifacts,
      implementations: this.#modules.get(identity)?.implementations ?? new Map(),
    });
  }

  /**
   * Keeps the implementation of verified code reachable by its pointer. A function whose provenance
   * is another pointer (one callback in two builders) is left to that pointer.
   */
  registerVerifiedImplementation(ref: EntryRef, implementation: Callable): void {
    const known = provenanceOf(implementation);
    if (known?.identity !== ref.identity || known.symbol !== ref.symbol) return;
    let module = this.#modules.get(ref.identity);
    if (module === undefined) {
      module = { artifacts: new Map(), implementations: new Map() };
      this.#modules.set(ref.identity, module);
    }
    module.implementations.set(ref.symbol, implementation);
  }

  /** Whether everything that module `identity` exposes is registered. */
  has(identity: string): boolean {
    return this.#modules.has(identity);
  }

  /** The artifact that `ref.identity` exposes as `ref.symbol`, its own or a re-exported one. */
  artifactFor(ref: EntryRef): object | undefined {
    return this.#modules.get(ref.identity)?.artifacts.get(ref.symbol);
  }

  /**
   * The function behind `ref`: through live artifacts, then the implementation table. A function
   * whose provenance is not `ref` itself is never given.
   */
  implementationFor(ref: EntryRef): Callable | undefined {
    const live = artifactInfo(this.artifactFor(ref))?.implementation;
    const found = live ?? this.#modules.get(ref.identity)?.implementations.get(ref.symbol);
    if (found === undefined) return undefined;
    const known = provenanceOf(found);
    return known?.identity === ref.identity && known.symbol === ref.symbol ? found : undefined;
  }

  clear(): void {
    this.#modules.clear();
  }
}
