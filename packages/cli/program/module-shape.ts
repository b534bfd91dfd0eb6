/** Modules and imports as `--json` documents show them. */
import { compareUtf8, utf8Length } from "@commonfabric/canonical";
import type { AnalyzedModule, ProgramAnalysis } from "@commonfabric/module-identity";

export interface EdgeShape {
  readonly specifier: string;
  /** `null`: unresolved. */
  readonly kind: "module" | "host" | "package" | "data" | null;
  /** Program path, host name, or `package:<id>[/sub]`. */
  readonly target: string | null;
  /** Of a module, data file or package. */
  readonly identity: string | null;
}

export interface ModuleShape {
  readonly path: string;
  /** `null`: the closure of the module is incomplete. */
  readonly identity: string | null;
  readonly sourceDigest: string;
  /** Of the normalised text, in UTF-8. */
  readonly bytes: number;
  readonly kind: "module" | "data" | "declaration";
  /** Equal for members of one import cycle. */
  readonly component: number;
  /** Sorted by specifier. */
  readonly imports: readonly EdgeShape[];
}

const KINDS = { code: "module", data: "data", declaration: "declaration" } as const;

/** The modules of an analysis, sorted by path. */
export function moduleShapes(analysis: ProgramAnalysis): ModuleShape[] {
  return analysis.modules.map(moduleShape).sort((a, b) => compareUtf8(a.path, b.path));
}

function moduleShape(module: AnalyzedModule): ModuleShape {
  const resolved = module.edges.map(({ specifier, kind, target }, index): EdgeShape => ({
    specifier,
    kind,
    target,
    identity: module.storedEdges[index]?.identity ?? null,
  }));
  const unresolved = module.unresolved.map((specifier): EdgeShape => ({
    specifier,
    kind: null,
    target: null,
    identity: null,
  }));
  return {
    path: module.path,
    identity: module.identity,
    sourceDigest: module.sourceDigest,
    bytes: utf8Length(module.text),
    kind: KINDS[module.kind],
    component: module.component,
    imports: [...resolved, ...unresolved].sort((a, b) => compareUtf8(a.specifier, b.specifier)),
  };
}
