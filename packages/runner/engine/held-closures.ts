/**
 * Modules that running pieces need: everything that the module of their pattern imports, at any
 * depth. They stay live while somebody holds them, however much else the session loads.
 */
import { BoundedMap } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";

const IMPORTS_BOUND = 20_000;

/** One closure with the number of its holders. */
interface Held {
  count: number;
  readonly releases: readonly (() => void)[];
}

export class HeldClosures {
  /** Keeps one live module; `undefined` when it is not live. */
  readonly #pin: (identity: Identity) => (() => void) | undefined;
  readonly #imports = new BoundedMap<Identity, readonly Identity[]>(IMPORTS_BOUND);
  readonly #held = new Map<Identity, Held>();

  constructor(pin: (identity: Identity) => (() => void) | undefined) {
    this.#pin = pin;
  }

  /** Remembers what a module imports at run time. */
  note(identity: Identity, imports: readonly Identity[]): void {
    this.#imports.set(identity, imports);
  }

  /** Keeps the closure of `identity` until the returned function is called. */
  hold(identity: Identity): () => void {
    const held = this.#held.get(identity) ?? this.#pinned(identity);
    held.count++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      if (--held.count > 0) return;
      if (this.#held.get(identity) === held) this.#held.delete(identity);
      for (const release of held.releases) release();
    };
  }

  clear(): void {
    this.#imports.clear();
    this.#held.clear();
  }

  #pinned(identity: Identity): Held {
    const reached = new Set([identity]);
    const releases: (() => void)[] = [];
    // A set is iterated in order of insertion, also of what is added meanwhile.
    for (const each of reached) {
      const release = this.#pin(each);
      if (release !== undefined) releases.push(release);
      for (const imported of this.#imports.get(each) ?? []) reached.add(imported);
    }
    const held: Held = { count: 0, releases };
    this.#held.set(identity, held);
    return held;
  }
}
