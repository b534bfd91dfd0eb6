/** Between compiled documents and the modules that the engine takes and gives. */
import {
  buildCompiledDoc,
  type CompiledDoc,
  type ReliedDoc,
  type UsableDoc,
} from "@commonfabric/compilation-cache";
import { parseDiagnostics, parseSites } from "@commonfabric/contract";
import { parseSourceMap, type SourceMap } from "@commonfabric/js-compiler";
import type { CachedModule } from "../engine/types.ts";
import type { KnownModule } from "./known-modules.ts";

/** Maps, sidecars and warnings are display data: a malformed one is left out, the body stays usable. */
export function moduleOfDoc(doc: UsableDoc): CachedModule {
  let sourceMap: SourceMap | undefined;
  const sites = doc.sites === undefined ? undefined : parseSites(doc.sites);
  const summary = doc.summary === undefined ? undefined : parseSummary(doc.summary);
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
    warnings: doc.warnings === undefined ? [] : parseDiagnostics(doc.warnings) ?? [],
    get sourceMap() {
      return sourceMap ??= doc.sourceMap === undefined ? undefined : parseSourceMap(doc.sourceMap);
    },
    ...(sites === undefined ? {} : { sites: Object.fromEntries(sites) }),
    ...(summary === undefined ? {} : { summary }),
  };
}

function parseSummary(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? json as Record<string, unknown> : undefined;
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
