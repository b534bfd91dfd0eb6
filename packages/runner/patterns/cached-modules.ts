/** Between compiled documents and the modules that the engine takes and gives. */
import {
  buildCompiledDoc,
  type CompiledDoc,
  type ReliedDoc,
  type UsableDoc,
} from "@commonfabric/compilation-cache";
import { type Counters, parseDiagnostics, parseSites } from "@commonfabric/contract";
import { parseSourceMap } from "@commonfabric/js-compiler";
import type { CachedModule } from "../engine/types.ts";
import type { KnownModule } from "./known-modules.ts";

/**
 * The module of `doc`. Map, sidecars and warnings are display data, parsed when somebody asks: a
 * malformed one is left out, a map counted as dropped; the body stays usable.
 */
export function moduleOfDoc(doc: UsableDoc, counters: Counters | undefined): CachedModule {
  const sourceMap = parsedOnce(doc.sourceMap, (text) => parseSourceMap(text, counters));
  const sites = parsedOnce(doc.sites, (text) => {
    const parsed = parseSites(text);
    return parsed && Object.fromEntries(parsed);
  });
  const summary = parsedOnce(doc.summary, parseSummary);
  const warnings = parsedOnce(doc.warnings, parseDiagnostics);
  return {
    identity: doc.identity,
    filename: doc.filename,
    code: doc.code,
    bodyHash: doc.bodyHash,
    verdict: doc.verdict,
    imports: doc.imports,
    trust: doc.trust,
    interfaceDigest: doc.interfaceDigest,
    emitKey: doc.emitKey,
    get warnings() {
      return warnings() ?? [];
    },
    get sourceMap() {
      return sourceMap();
    },
    get sites() {
      return sites();
    },
    get summary() {
      return summary();
    },
  };
}

function parsedOnce<T>(
  text: string | undefined,
  parse: (text: string) => T | undefined,
): () => T | undefined {
  let parsed: { readonly value: T | undefined } | undefined;
  return () => {
    if (text === undefined) return undefined;
    parsed ??= { value: parse(text) };
    return parsed.value;
  };
}

function parseSummary(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const isRecord = typeof json === "object" && json !== null && !Array.isArray(json);
    return isRecord ? json as Readonly<Record<string, unknown>> : undefined;
  } catch {
    return undefined; // a text that nobody made sense of is display data like the others
  }
}

/** A module that has a body. */
type BodyModule = KnownModule & Required<Pick<KnownModule, "compiled">>;

export function hasBody(module: KnownModule): module is BodyModule {
  return module.compiled !== undefined;
}

/** The compiled document of a module, to be made when it is needed. */
export function reliedDoc(module: BodyModule, runtimeVersion: string): ReliedDoc {
  const { emitKey, filename } = module.compiled;
  return { runtimeVersion, emitKey, filename, make: () => docOfModule(module, runtimeVersion) };
}

/** The compiled document of a module. */
export function docOfModule({ source, compiled }: BodyModule, runtimeVersion: string): CompiledDoc {
  const { verdict, sourceMap, sites, summary, warnings } = compiled;
  if (verdict === undefined) throw new TypeError(`Module ${source.path} was not verified.`);
  const sidecar = sites === undefined ? undefined : { formatVersion: 1, sites };
  return buildCompiledDoc({
    identity: source.identity,
    filename: source.path,
    body: compiled.code,
    verdict,
    interfaceDigest: compiled.interfaceDigest,
    emitKey: compiled.emitKey,
    sourceEdges: source.storedEdges,
    ...(sourceMap === undefined ? {} : { sourceMap: JSON.stringify(sourceMap) }),
    ...(sidecar === undefined ? {} : { sites: JSON.stringify(sidecar) }),
    ...(summary === undefined ? {} : { summary: JSON.stringify(summary) }),
    ...(warnings.length === 0 ? {} : { warnings: JSON.stringify(warnings) }),
  }, runtimeVersion);
}
