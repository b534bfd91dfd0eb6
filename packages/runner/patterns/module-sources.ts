/** Where the code of loaded modules came from: what observations say of it, for telemetry. */
import {
  BoundedMap,
  compareUtf8,
  nodeSha256,
  type Sha256,
  taggedDigest,
} from "@commonfabric/canonical";
import type { Identity, StoredEdge } from "@commonfabric/module-identity";
import type { ObservedSource } from "../observations/observation.ts";

const BOUND = 10_000;

/** One module: its authored path, the digest of its text, and what it imports. */
export interface ModuleSource {
  readonly path: string;
  readonly digest: string;
  readonly imports: readonly StoredEdge[];
}

export class ModuleSources {
  readonly #sha256: Sha256;
  readonly #modules = new BoundedMap<Identity, ModuleSource>(BOUND);
  readonly #observed = new BoundedMap<Identity, ObservedSource>(BOUND);

  constructor(sha256: Sha256 = nodeSha256) {
    this.#sha256 = sha256;
  }

  add(modules: Iterable<readonly [Identity, ModuleSource]>): void {
    for (const [identity, module] of modules) this.#modules.set(identity, module);
  }

  /** `undefined` for a module of whose closure something is not known. */
  of(identity: Identity): ObservedSource | undefined {
    const known = this.#observed.get(identity);
    if (known !== undefined) return known;
    const closure = this.#closure(identity);
    if (closure === undefined) return undefined;
    const { path, digest } = this.#modules.get(identity)!;
    const observed = { path, digest, closure };
    this.#observed.set(identity, observed);
    return observed;
  }

  /** Hash of the sorted (path, digest) pairs of everything that `entry` reaches. */
  #closure(entry: Identity): string | undefined {
    const reached = new Set([entry]);
    const pairs: (readonly [string, string])[] = [];
    // A set is iterated in order of insertion, also of what is added meanwhile.
    for (const identity of reached) {
      const module = this.#modules.get(identity);
      if (module === undefined) return undefined;
      pairs.push([module.path, module.digest]);
      for (const { identity: imported, kind } of module.imports) {
        if (imported !== undefined && kind !== "package") reached.add(imported);
      }
    }
    const sorted = pairs.sort(([a, x], [b, y]) => compareUtf8(a, b) || compareUtf8(x, y));
    return taggedDigest(this.#sha256, "cf/observed-closure/v1", (writer) => {
      writer.list(sorted, ([path, digest], list) => list.str(path).str(digest));
    });
  }
}
