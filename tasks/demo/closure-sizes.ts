/** How many modules each module reaches. */
import type { ModuleIdentity } from "@commonfabric/module-identity";

/** By path: the modules that a module reaches through imports, itself included. */
export function closureSizes(modules: ReadonlyMap<string, ModuleIdentity>): Map<string, number> {
  return new Map([...modules.keys()].map((path) => [path, reachable(path, modules).size]));
}

function reachable(start: string, modules: ReadonlyMap<string, ModuleIdentity>): Set<string> {
  const seen = new Set([start]);
  // A set is iterated in order of insertion, members that are added on the way included.
  for (const path of seen) {
    for (const edge of modules.get(path)?.edges ?? []) {
      if (edge.kind === "module" || edge.kind === "data") seen.add(edge.target);
    }
  }
  return seen;
}
