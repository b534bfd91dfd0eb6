/**
 * Assembles the record graph of a program from bodies, verdicts and stored edges. No body is parsed
 * here: the surface of a module is its verdict.
 */
import { hostRecordKey, moduleRecordKey, type Sites } from "@commonfabric/contract";
import type { SourceMap } from "@commonfabric/js-compiler";
import type { FileKind, Identity, StoredEdge } from "@commonfabric/module-identity";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import {
  type HostModules,
  type RecordKey,
  runtimeModuleRecords,
  type VirtualModuleRecord,
} from "../sandbox/records.ts";
import type { RecordGraph } from "../sandbox/record-graph.ts";
import type { ModuleVerifier } from "../sandbox/verification.ts";

/** One node of the closure. Declarations and data have no `compiled`. */
export interface SourceRecord {
  readonly identity: Identity;
  readonly path: string;
  readonly kind: FileKind;
  readonly edges: readonly StoredEdge[];
  readonly compiled?: {
    readonly body: string;
    readonly verdict: Verdict;
    readonly sourceMap?: () => SourceMap | undefined;
    readonly sites?: () => Sites | undefined;
  };
}

/** Text of the data file with an identity, where it is known. */
export type DataText = (identity: Identity) => string | undefined;

/** A graph with records for all compiled modules and all hosts, not verified yet. */
export function compileSourcesToRecords(
  modules: readonly SourceRecord[],
  hosts: HostModules,
  resolveExports: ModuleVerifier["resolveExports"],
  dataText: DataText = () => undefined,
): Omit<RecordGraph, "proof"> {
  const verdicts = new Map<RecordKey, Verdict>();
  const bodies = new Map<RecordKey, string>();
  const edges = new Map<RecordKey, ReadonlyMap<string, RecordKey>>();
  const data = new Map<RecordKey, ReadonlyMap<string, string>>();
  const sourceOnly = new Set<RecordKey>();
  const maps = new Map<RecordKey, () => SourceMap | undefined>();
  const sitesByIdentity = new Map<Identity, () => Sites | undefined>();
  for (const module of modules) {
    const key = moduleRecordKey(module.identity);
    const { compiled } = module;
    if (compiled === undefined) {
      sourceOnly.add(key);
      continue;
    }
    verdicts.set(key, compiled.verdict);
    bodies.set(key, compiled.body);
    edges.set(key, runtimeEdges(module.edges));
    const texts = dataOf(module.edges, dataText);
    if (texts.size > 0) data.set(key, texts);
    maps.set(key, compiled.sourceMap ?? nothing);
    sitesByIdentity.set(module.identity, compiled.sites ?? nothing);
  }
  const hostRecords = runtimeModuleRecords(hosts);
  const resolved = resolveExports({
    verdicts,
    edges,
    hosts: new Map([...hostRecords].map(([key, record]) => [key, record.exports])),
  });
  const records = new Map<RecordKey, VirtualModuleRecord>(hostRecords);
  for (const [key, verdict] of verdicts) {
    const exports = [...resolved.get(key)?.keys() ?? []];
    records.set(key, authoredRecord(key, verdict, edges.get(key)!, exports));
  }
  return {
    records,
    verdicts,
    bodies,
    edges,
    sourceOnly,
    identityByPath: new Map(modules.map(({ path, identity }) => [path, identity])),
    pathByIdentity: new Map(modules.map(({ path, identity }) => [identity, path])),
    maps,
    sitesByIdentity,
    data,
  };
}

function nothing(): undefined {}

function dataOf(edges: readonly StoredEdge[], dataText: DataText): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { specifier, kind, identity } of edges) {
    const text = kind === "data" ? dataText(identity!) : undefined;
    if (text !== undefined) texts.set(specifier, text);
  }
  return texts;
}

/** Record keys by specifier. Data edges are read, never required. */
function runtimeEdges(edges: readonly StoredEdge[]): ReadonlyMap<string, RecordKey> {
  const keys = new Map<string, RecordKey>();
  for (const { specifier, kind, identity, host } of edges) {
    switch (kind) {
      case "module":
        keys.set(specifier, moduleRecordKey(identity!));
        break;
      case "host":
        keys.set(specifier, hostRecordKey(host!));
        break;
      case "package":
        keys.set(specifier, `package:${identity!}`);
        break;
      case "data":
        break;
      default:
        throw new TypeError(`Unknown edge kind ${String(kind satisfies never)}`);
    }
  }
  return keys;
}

function authoredRecord(
  key: RecordKey,
  verdict: Verdict,
  edges: ReadonlyMap<string, RecordKey>,
  exports: readonly string[],
): VirtualModuleRecord {
  const resolutions = Object.create(null) as Record<string, RecordKey>;
  for (const specifier of verdict.imports) {
    const target = edges.get(specifier);
    if (target !== undefined) resolutions[specifier] = target;
  }
  return Object.freeze({
    imports: Object.freeze([...verdict.imports]),
    exports: Object.freeze(exports),
    resolutions: Object.freeze(resolutions),
    execute(): never {
      throw new TypeError(`${key} is evaluated by the module loader only`);
    },
  });
}
