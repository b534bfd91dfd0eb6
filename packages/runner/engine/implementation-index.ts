/**
 * Live code by pointer: artifacts and their implementation functions, per engine, bounded by
 * identity. The engine fills it when a component has been evaluated; look-ups by symbol use maps,
 * so `__proto__` and `constructor` are ordinary symbols.
 */
import { BoundedMap } from "@commonfabric/canonical";
import { artifactInfo, type Callable, isTrustedArtifact, provenanceOf } from "./provenance.ts";
import type { EntryRef } from "@commonfabric/module-identity";

/** Artifacts and implementations by identity and symbol. */
export class ImplementationIndex {
  readonly #artifacts: BoundedMap<string, ReadonlyMap<string, object>>;
  readonly #implementations: BoundedMap<string, Map<string, Callable>>;

  constructor(bound: number) {
    this.#artifacts = new BoundedMap(bound);
    this.#implementations = new BoundedMap(bound);
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
    this.#artifacts.set(identity, artifacts);
  }

  /**
   * Keeps the implementation of verified code reachable by its pointer. A function whose provenance
   * is another pointer (one callback in two builders) is left to that pointer.
   */
  registerVerifiedImplementation(ref: EntryRef, implementation: Callable): void {
    const known = provenanceOf(implementation);
    if (known?.identity !== ref.identity || known.symbol !== ref.symbol) return;
    let bySymbol = this.#implementations.get(ref.identity);
    if (bySymbol === undefined) {
      bySymbol = new Map();
      this.#implementations.set(ref.identity, bySymbol);
    }
    bySymbol.set(ref.symbol, implementation);
  }

  /** The artifact that `ref.identity` exposes as `ref.symbol`, its own or a re-exported one. */
  artifactFor(ref: EntryRef): object | undefined {
    return this.#artifacts.get(ref.identity)?.get(ref.symbol);
  }

  /**
   * The function behind `ref`: through live artifacts, then the implementation table. A function
   * whose provenance is not `ref` itself is never given.
   */
  implementationFor(ref: EntryRef): Callable | undefined {
    const live = artifactInfo(this.artifactFor(ref))?.implementation;
    const found = live ?? this.#implementations.get(ref.identity)?.get(ref.symbol);
    if (found === undefined) return undefined;
    const known = provenanceOf(found);
    return known?.identity === ref.identity && known.symbol === ref.symbol ? found : undefined;
  }

  clear(): void {
    this.#artifacts.clear();
    this.#implementations.clear();
  }
}
