/**
 * Bodies that this process has verified or found attested, by toolchain and identity: they serve
 * further spaces without a compile. Bounded by bytes and by number, the least recently used first.
 */
import { BoundedMap } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import type { Identity } from "@commonfabric/module-identity";
import type { CachedModule } from "../engine/types.ts";

/** What map, sidecars and bookkeeping of a module take beside its body, roughly: as much again. */
const BYTES_PER_UNIT = 4;
const MODULES_BOUND = 10_000;

export class ProcessCache {
  readonly #modules = new BoundedMap<string, CachedModule>(
    MODULES_BOUND,
    (_key, module) => this.#bytes -= weightOf(module),
  );
  readonly #runtimeVersion: () => string | undefined;
  readonly #bound: number;
  #bytes = 0;

  constructor(runtimeVersion: () => string | undefined, bound: number = LIMITS.processCacheBytes) {
    this.#runtimeVersion = runtimeVersion;
    this.#bound = bound;
  }

  /** Estimated bytes of what is kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps modules whose bodies the engine has accepted. */
  add(modules: Iterable<CachedModule>): void {
    for (const module of modules) {
      const key = this.#key(module.identity);
      if (key === undefined) return;
      const known = this.#modules.get(key);
      this.#modules.set(key, known ?? verified(module));
      if (known === undefined) this.#bytes += weightOf(module);
    }
    this.#evict();
  }

  /** Those of `identities` that are kept. */
  find(identities: Iterable<Identity>): ReadonlyMap<Identity, CachedModule> {
    const found = new Map<Identity, CachedModule>();
    for (const identity of identities) {
      const key = this.#key(identity);
      const module = key === undefined ? undefined : this.#modules.get(key);
      if (module !== undefined) found.set(identity, module);
    }
    return found;
  }

  has(identity: Identity): boolean {
    const key = this.#key(identity);
    return key !== undefined && this.#modules.has(key);
  }

  #evict(): void {
    while (this.#bytes > this.#bound) {
      const oldest = this.#modules.oldest();
      if (oldest === undefined) return;
      this.#modules.delete(oldest[0]);
      this.#bytes -= weightOf(oldest[1]);
    }
  }

  #key(identity: Identity): string | undefined {
    const version = this.#runtimeVersion();
    return version === undefined ? undefined : `${version}/${identity}`;
  }
}

/** The module with its descriptors as they are: what is there for display is parsed when shown. */
function verified(module: CachedModule): CachedModule {
  const descriptors = Object.getOwnPropertyDescriptors(module);
  const trust = { value: "verified", enumerable: true } as const;
  return Object.freeze(Object.defineProperties({}, { ...descriptors, trust }) as CachedModule);
}

function weightOf({ code }: CachedModule): number {
  return BYTES_PER_UNIT * code.length;
}
