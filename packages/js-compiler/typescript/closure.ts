/** The closure that is compiled: identities, and outputs that would collide. */
import { type Diagnostic, makeDiagnostic } from "@commonfabric/contract";
import { analyzeProgram, type ModuleIdentity, type Program } from "@commonfabric/module-identity";
import type { CompileOptions } from "../types.ts";
import { authoredFiles } from "./authored-file.ts";

/** Identities by path, or the reasons why there are none. */
export interface Closure {
  readonly modules: ReadonlyMap<string, ModuleIdentity>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The identities that the caller computed, else new ones from the syntax trees. */
export function closureIdentities(program: Program, options: CompileOptions): Closure {
  if (options.modules !== undefined) return { modules: options.modules, diagnostics: [] };
  const { hosts, sha256, counters } = options;
  const analysis = analyzeProgram(program, {
    hosts,
    sha256,
    ...(counters === undefined ? {} : { counters }),
    edges: {
      // Every file is parsed anyway, and the tree cannot be wrong.
      scan: () => "uncertain",
      parse: (text, extension) => authoredFiles.edges(text, extension),
    },
  });
  if (!analysis.complete) return { modules: new Map(), diagnostics: analysis.diagnostics };
  const modules = new Map<string, ModuleIdentity>();
  for (const { identity, unresolved: _, ...module } of analysis.modules) {
    if (identity === null) throw new TypeError(`A complete closure left "${module.path}" unnamed.`);
    modules.set(module.path, { ...module, identity });
  }
  return { modules, diagnostics: [] };
}

/** Code files that differ in their extension only: their bodies would have one name. */
export function ambiguousTargets(
  modules: ReadonlyMap<string, ModuleIdentity>,
): readonly Diagnostic[] {
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
      file: second,
    }));
  }
  return found;
}
