/** What the entry of an evaluated program exports, and the schemas of its main pattern. */
import { compareUtf8 } from "@commonfabric/canonical";
import { moduleRecordKey } from "@commonfabric/contract";
import {
  artifactInfo,
  type Callable,
  type CompiledGraph,
  getArtifactEntryRef,
  identityOfKey,
  isModuleKey,
  isModuleNamespace,
  type Namespace,
  provenanceOf,
} from "@commonfabric/runner";
import { type ExportOrigin, resolveExports } from "@commonfabric/sandbox-verifier";

export interface ExportShape {
  readonly name: string;
  readonly kind: "pattern" | "handler" | "lift" | "function" | "data" | "namespace";
  /** The symbol under which a pointer names it. */
  readonly symbol: string | null;
  /** Path of the defining module, or the name of a host module. */
  readonly module: string;
}

/** The exports of the entry, sorted by name. */
export function programExports(main: Namespace, compiled: CompiledGraph): ExportShape[] {
  const origins = exportOrigins(compiled);
  const names = Object.keys(main).sort(compareUtf8);
  return names.map((name) => exportShape(name, main[name], origins?.get(name), compiled));
}

/** Where each export of the entry comes from; nothing is evaluated for it. */
export function exportOrigins(
  { graph, entryIdentity }: CompiledGraph,
): ReadonlyMap<string, ExportOrigin> | undefined {
  const hosts = new Map<string, readonly string[]>();
  for (const [key, record] of graph.records) {
    if (!graph.verdicts.has(key)) hosts.set(key, record.exports);
  }
  const { verdicts, edges } = graph;
  return resolveExports({ verdicts, edges, hosts }).get(moduleRecordKey(entryIdentity));
}

function exportShape(
  name: string,
  value: unknown,
  origin: ExportOrigin | undefined,
  { graph, entryPath }: CompiledGraph,
): ExportShape {
  const pathOf = (key: string): string =>
    isModuleKey(key)
      ? graph.pathByIdentity.get(identityOfKey(key)) ?? key
      : key.slice(key.indexOf("/") + 1);
  const ref = getArtifactEntryRef(value) ??
    (typeof value === "function" ? provenanceOf(value as Callable) : undefined);
  return {
    name,
    kind: kindOf(value),
    symbol: ref?.symbol ?? null,
    module: ref !== undefined
      ? graph.pathByIdentity.get(ref.identity) ?? entryPath
      : origin === undefined
      ? entryPath
      : pathOf(origin.key),
  };
}

function kindOf(value: unknown): ExportShape["kind"] {
  const info = artifactInfo(value);
  if (info !== undefined) {
    return info.kind === "pattern" || info.kind === "handler" ? info.kind : "lift";
  }
  if (typeof value === "function") return "function";
  return typeof value === "object" && value !== null && isModuleNamespace(value)
    ? "namespace"
    : "data";
}

/** Schemas of a pattern; `null` for any other value. The schema `true` is the empty object. */
export function patternSchemas(value: unknown): { argument: object; result: object } | null {
  if (artifactInfo(value)?.kind !== "pattern") return null;
  const { argumentSchema, resultSchema } = value as {
    readonly argumentSchema: unknown;
    readonly resultSchema: unknown;
  };
  return { argument: schemaObject(argumentSchema), result: schemaObject(resultSchema) };
}

function schemaObject(schema: unknown): object {
  if (typeof schema === "object" && schema !== null) return schema;
  return schema === false ? { not: {} } : {};
}
