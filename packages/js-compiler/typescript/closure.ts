/** The closure that is compiled: identities, and outputs that would collide. */
import type { Diagnostic } from "@commonfabric/contract";
import { makeDiagnostic } from "@commonfabric/contract";
import type { ModuleIdentity, Program } from "@commonfabric/module-identity";
import type { CompileOptions } from "../types.ts";

/** Identities by path, or the reasons why there are none. */
export interface Closure {
  readonly modules: ReadonlyMap<string, ModuleIdentity>;
  readonly diagnostics: readonly Diagnostic[];
}

export function closureIdentities(_program: Program, options: CompileOptions): Closure {
  return { modules: options.modules!, diagnostics: [] };
}

/** Code files that differ in their extension only: their bodies would have one name. */
export function ambiguousTargets(modules: ReadonlyMap<string, ModuleIdentity>): readonly Diagnostic[] {
  const byStem = new Map<string, string>();
  const found: Diagnostic[] = [];
  for (const { path, kind } of modules.values()) {
    if (kind !== "code") continue;
    const stem = path.replace(/\.[cm]?[jt]sx?$/, "");
    const other = byStem.get(stem);
    if (other === undefined) {
      byStem.set(stem, path);
      continue;
    }
    const [first, second] = other < path ? [other, path] : [path, other];
    found.push(makeDiagnostic({
      phase: "syntax",
      code: "syntax:ambiguous-target",
      message: `Ambiguous emit target: "${first}" and "${second}".`,
      file: second!,
    }));
  }
  return found;
}
