/** A compiled program as the rows that the floors load. */
import type { CompiledGraph } from "@commonfabric/runner";
import type { ModuleRow } from "../../floors/load-modules.ts";

/** Rows by identity, dependencies first. */
export function rowsOf(compiled: CompiledGraph): ReadonlyMap<string, ModuleRow> {
  return new Map(compiled.modules.map(({ identity, code, verdict, imports }) => {
    const targets = imports.flatMap(({ specifier, kind, identity: target, host }) =>
      kind === "module" || kind === "host" ? [[specifier, (target ?? host)!] as const] : []
    );
    const exports = verdict!.exports.map(({ name }) => name);
    return [identity, { body: code, exports, imports: Object.fromEntries(targets) }];
  }));
}
