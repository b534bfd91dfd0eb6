/** Concurrent compiles of one program under equal options share one run. */
import { sortedUtf8 } from "@commonfabric/canonical";
import type { Identity, ModuleIdentity } from "@commonfabric/module-identity";
import type { CompiledGraph, CompileToGraphOptions } from "./types.ts";

/** The compiles that are under way. */
export class CompileFlights {
  readonly #running = new Map<string, Promise<CompiledGraph>>();

  /** The run with this key, started by `start` when there is none. Without a key: always a new one. */
  async share(
    key: string | undefined,
    start: () => Promise<CompiledGraph>,
  ): Promise<CompiledGraph> {
    if (key === undefined) return await start();
    const running = this.#running.get(key);
    if (running !== undefined) return await running;
    const compile = start();
    this.#running.set(key, compile);
    try {
      return await compile;
    } finally {
      this.#running.delete(key);
    }
  }
}

/** Names compiles that may share a run; one with callbacks or signals of its caller has no key. */
export function flightKey(
  entry: Identity,
  identities: ReadonlyMap<string, ModuleIdentity>,
  options: CompileToGraphOptions,
): string | undefined {
  const { precompiledModulesFor, precompiledModules, carriedModulesFor, emitMemo, signal } =
    options;
  if (precompiledModulesFor || precompiledModules || carriedModulesFor || emitMemo || signal) {
    return undefined;
  }
  const { mainExport = "", storedSource = false, skipGate = false } = options;
  const all = [...identities.values()].map(({ identity }) => identity);
  return [entry, mainExport, storedSource, skipGate, ...sortedUtf8(all)].join("\n");
}
