/** Which compiles may share a run: those of one program, whatever space asks for it. */
import { sortedUtf8 } from "@commonfabric/canonical";
import type { Identity, ModuleIdentity } from "@commonfabric/module-identity";
import type { CompileToGraphOptions } from "./types.ts";

/**
 * Names compiles that may share a run. What their callers' caches had differs at most in how much
 * there is to do, never in a body. Bodies that a caller hands in make a compile his own.
 */
export function flightKey(
  entry: Identity,
  identities: ReadonlyMap<string, ModuleIdentity>,
  options: CompileToGraphOptions,
): string | undefined {
  if (options.precompiledModules !== undefined) return undefined;
  const { mainExport = "", storedSource = false, skipGate = false } = options;
  const all = [...identities.values()].map(({ identity }) => identity);
  return [entry, mainExport, storedSource, skipGate, ...sortedUtf8(all)].join("\n");
}
