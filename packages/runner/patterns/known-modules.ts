/**
 * What this process knows of modules, by identity: enough to store the closure of any of them in
 * another space without a compile. Bounded; what is evicted is read again from a space that holds it.
 */
import { BoundedMap } from "@commonfabric/canonical";
import type { Identity, ModuleIdentity } from "@commonfabric/module-identity";
import type { CacheableModule } from "../engine/types.ts";

const BOUND = 10_000;

/** A file of a closure: its source always, its compiled form for code modules. */
export interface KnownModule {
  readonly source: ModuleIdentity;
  readonly compiled?: CacheableModule;
}

export class KnownModules {
  readonly #modules = new BoundedMap<Identity, KnownModule>(BOUND);

  /** Remembers the files of a compile; a compiled form that is known stays known. */
  add(sources: Iterable<ModuleIdentity>, compiled: Iterable<CacheableModule>): void {
    const bodies = new Map([...compiled].map((module) => [module.identity, module]));
    for (const source of sources) {
      const body = bodies.get(source.identity) ?? this.#modules.get(source.identity)?.compiled;
      this.#modules.set(
        source.identity,
        body === undefined ? { source } : { source, compiled: body },
      );
    }
  }

  /**
   * The closure of `entry`, dependencies first and `entry` last, or `undefined` when a file of it is
   * not known any more.
   */
  closure(entry: Identity): KnownModule[] | undefined {
    const ordered: KnownModule[] = [];
    const seen = new Set<Identity>([entry]);
    const stack: { module: KnownModule; next: number }[] = [];
    const enter = (identity: Identity): boolean => {
      const module = this.#modules.get(identity);
      if (module !== undefined) stack.push({ module, next: 0 });
      return module !== undefined;
    };
    if (!enter(entry)) return undefined;
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const edge = top.module.source.storedEdges[top.next++];
      if (edge === undefined) {
        ordered.push(top.module);
        stack.pop();
      } else if (
        edge.identity !== undefined && edge.kind !== "package" && !seen.has(edge.identity)
      ) {
        seen.add(edge.identity);
        if (!enter(edge.identity)) return undefined;
      }
    }
    return ordered;
  }
}
