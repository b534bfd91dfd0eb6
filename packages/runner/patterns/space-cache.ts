/** The module cache over the documents of one space: package compilation-cache behind `ModuleCache`. */
import { BoundedMap, type Sha256 } from "@commonfabric/canonical";
import {
  type Annotations,
  buildCompiledDoc,
  cacheDocumentKey,
  type CachePort,
  type CompiledDoc,
  compiledDocKey,
  dependenciesFirst,
  loadCompiledClosure,
  loadCompiledDocs,
  loadEmittedDocs,
  loadVerifiedSourceClosure,
  type MissReason,
  readAnnotations,
  readSourceTexts,
  type SourceDoc,
  sourceDocKey,
  type StoredEdgeMemo,
  type VerifyBody,
  writeAnnotation,
  writeClosure,
  type WritePowers,
  writeSourceDocs,
} from "@commonfabric/compilation-cache";
import { type Diagnostic, parseDiagnostics, parseSites } from "@commonfabric/contract";
import { parseSourceMap } from "@commonfabric/js-compiler";
import type { FileKind, Identity } from "@commonfabric/module-identity";
import type { CachedModule, ProvenModule } from "../engine/types.ts";
import type { KnownModule } from "./known-modules.ts";
import type {
  CompiledClosureLookup,
  CompiledLookup,
  DocumentsFound,
  ModuleCache,
  SourceClosure,
  WrittenDocuments,
} from "./module-cache.ts";

export interface SpaceCacheParts {
  readonly port: CachePort;
  readonly sha256: Sha256;
  /** Toolchain fingerprint; without one compiled documents are neither read nor written. */
  readonly runtimeVersion: () => string | undefined;
  readonly verifyBody: VerifyBody;
  readonly powers: WritePowers;
  readonly edgeMemo: StoredEdgeMemo;
  /** Attestations are checked, so that bodies of former identities may be taken from the space. */
  readonly isAttested?: boolean;
}

const STALE_KEYS_BOUND = 4_096;

const SOURCE_KINDS: Readonly<Record<FileKind, SourceDoc["kind"]>> = {
  code: "source",
  declaration: "declaration",
  data: "data",
};

export class SpaceCache implements ModuleCache {
  readonly #parts: SpaceCacheParts;

  /** Entries of the emit index that were of no use, for the next write-back. */
  readonly #staleEmitKeys = new BoundedMap<string, true>(STALE_KEYS_BOUND);

  constructor(parts: SpaceCacheParts) {
    this.#parts = parts;
  }

  async compiled(modules: ReadonlyMap<Identity, ProvenModule>): Promise<CompiledLookup> {
    const runtimeVersion = this.#parts.runtimeVersion();
    const identities = [...modules.keys()];
    if (runtimeVersion === undefined) return allMissed(identities);
    const { usable, misses } = await loadCompiledDocs(this.#parts.port.store, identities, {
      ...this.#checks(runtimeVersion),
      source: (identity) => modules.get(identity),
    });
    return { modules: cachedModules(usable), misses };
  }

  async emitted(
    emitKeys: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CachedModule[]>> {
    const runtimeVersion = this.#parts.runtimeVersion();
    if (runtimeVersion === undefined || !this.#parts.isAttested) return new Map();
    const { usable, stale } = await loadEmittedDocs(this.#parts.port.store, emitKeys, {
      ...this.#checks(runtimeVersion),
      // Attestation is the proof: the sources of former identities are not in hand.
      source: () => undefined,
    });
    for (const emitKey of stale) this.#staleEmitKeys.set(emitKey, true);
    return new Map([...usable].map(([emitKey, docs]) => [emitKey, docs.map(cachedModule)]));
  }

  async compiledClosure(entry: Identity): Promise<CompiledClosureLookup> {
    const { port, sha256 } = this.#parts;
    const runtimeVersion = this.#parts.runtimeVersion();
    const sources = await loadVerifiedSourceClosure(port.store, entry, sha256);
    const code = dependenciesFirst([...sources.docs.values()], entry)
      .filter(({ kind }) => kind === "source");
    const identities = code.map(({ identity }) => identity);
    const proven = new Map(
      [...sources.docs].map(([identity, doc]) =>
        [identity, { path: doc.filename, digest: doc.sourceDigest, imports: doc.imports }] as const
      ),
    );
    const none = { data: new Map<Identity, string>(), complete: false, sources: proven };
    if (sources.misses.size > 0) return { modules: new Map(), misses: sources.misses, ...none };
    if (runtimeVersion === undefined) return { ...allMissed(identities), ...none };
    const dataDocs = [...sources.docs.values()].filter(({ kind }) => kind === "data");
    const read = await readSourceTexts(port.store, dataDocs, sha256);
    if (read.misses.size > 0) return { modules: new Map(), misses: read.misses, ...none };
    const data = new Map([...read.docs].map(([identity, { code }]) => [identity, code]));
    const { usable, misses, complete } = await loadCompiledClosure(port.store, entry, identities, {
      ...this.#checks(runtimeVersion),
      source: (identity) => sources.docs.get(identity),
    });
    const isComplete = complete && misses.size === 0;
    const modules = cachedModules(usable);
    return { modules, misses, data, complete: isComplete, sources: proven };
  }

  async sourceClosure(entry: Identity): Promise<SourceClosure | { readonly failure: string }> {
    const { port, sha256 } = this.#parts;
    const closure = await loadVerifiedSourceClosure(port.store, entry, sha256);
    if (closure.misses.size > 0) return { failure: firstMiss(closure.misses) };
    const { docs, misses } = await readSourceTexts(port.store, closure.docs.values(), sha256);
    if (misses.size > 0) return { failure: firstMiss(misses) };
    const files = [...docs.values()];
    return {
      main: docs.get(entry)!.filename,
      files: files.map(({ filename, code }) => ({ name: filename, contents: code })),
      dataFiles: files.filter(({ kind }) => kind === "data").map(({ filename }) => filename),
    };
  }

  async writeBack(
    entry: Identity,
    closure: readonly KnownModule[],
    { missed, used }: DocumentsFound,
  ): Promise<WrittenDocuments> {
    const { port, powers, verifyBody, edgeMemo } = this.#parts;
    const runtimeVersion = this.#parts.runtimeVersion();
    const sources = closure.map(({ source }): SourceDoc => ({
      identity: source.identity,
      filename: source.path,
      code: source.text,
      imports: source.storedEdges,
      kind: SOURCE_KINDS[source.kind],
      sourceDigest: source.sourceDigest,
    }));
    if (runtimeVersion === undefined) {
      return { sources: await writeSourceDocs(port, { entry, sources }, powers), compiled: [] };
    }
    const compiled = closure.flatMap((module) => compiledDoc(module, runtimeVersion));
    const staleEmitKeys = new Set(
      compiled.map(({ emitKey }) => emitKey).filter((emitKey) => this.#staleEmitKeys.has(emitKey)),
    );
    const written = await writeClosure(port, {
      entry,
      sources,
      compiled,
      compiledMisses: missed as ReadonlyMap<Identity, MissReason>,
      relied: used,
      staleEmitKeys,
      verifyBody,
      edgeMemo: edgeMemo.takeNewEntries(),
    }, powers);
    for (const emitKey of staleEmitKeys) this.#staleEmitKeys.delete(emitKey);
    return written;
  }

  async annotate(entry: Identity, key: string, link: object | undefined): Promise<boolean> {
    if (!await this.holdsSources([entry])) return false;
    const { port, powers } = this.#parts;
    await writeAnnotation(port, { entry, key, link }, powers);
    return true;
  }

  annotations(entry: Identity): Promise<Annotations> {
    return readAnnotations(this.#parts.port.store, entry, this.#parts.sha256);
  }

  async holdsSources(identities: readonly Identity[]): Promise<boolean> {
    const { port, sha256 } = this.#parts;
    const keys = identities.map((each) => cacheDocumentKey(sourceDocKey(each), sha256));
    return (await port.store.heads(keys)).every((seq) => seq !== undefined);
  }

  async isDurable(entry: Identity): Promise<{ source: boolean; compiled: boolean }> {
    const { port, sha256 } = this.#parts;
    const runtimeVersion = this.#parts.runtimeVersion();
    const keys = [sourceDocKey(entry)];
    if (runtimeVersion !== undefined) keys.push(compiledDocKey(runtimeVersion, entry));
    const heads = await port.store.heads(keys.map((key) => cacheDocumentKey(key, sha256)));
    // Where no compiled document can be kept, the source document is all that durability means.
    return { source: heads[0] !== undefined, compiled: heads.at(-1) !== undefined };
  }

  #checks(runtimeVersion: string) {
    const { verifyBody, sha256, port } = this.#parts;
    return { runtimeVersion, verifyBody, sha256, requireLabel: port.isLabelled };
  }
}

function allMissed(identities: readonly Identity[]): CompiledLookup {
  return { modules: new Map(), misses: new Map(identities.map((each) => [each, "toolchain"])) };
}

function firstMiss(misses: ReadonlyMap<Identity, string>): string {
  const [identity, reason] = misses.entries().next().value!;
  return `${reason} (${identity})`;
}

function cachedModules(docs: ReadonlyMap<Identity, CompiledDoc>): Map<Identity, CachedModule> {
  return new Map([...docs].map(([identity, doc]) => [identity, cachedModule(doc)]));
}

/** Maps, sidecars and warnings are display data: a malformed one is left out, the body stays usable. */
function cachedModule(doc: CompiledDoc): CachedModule & CacheableExtras {
  const sourceMap = doc.sourceMap === undefined ? undefined : parseSourceMap(doc.sourceMap);
  const sites = doc.sites === undefined ? undefined : parseSites(doc.sites);
  const summary = doc.summary === undefined ? undefined : parseSummary(doc.summary);
  return {
    identity: doc.identity,
    filename: doc.filename,
    code: doc.code,
    bodyHash: doc.bodyHash,
    verdict: doc.verdict,
    imports: doc.imports,
    trust: "none",
    interfaceDigest: doc.interfaceDigest,
    emitKey: doc.emitKey,
    warnings: doc.warnings === undefined ? [] : parseDiagnostics(doc.warnings) ?? [],
    ...(summary === undefined ? {} : { summary }),
    ...(sourceMap === undefined ? {} : { sourceMap }),
    ...(sites === undefined ? {} : { sites: Object.fromEntries(sites) }),
  };
}

/** Summaries of functions by name; `undefined` for what is no JSON object. */
function parseSummary(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? value as Readonly<Record<string, unknown>> : undefined;
  } catch {
    return undefined;
  }
}

interface CacheableExtras {
  readonly interfaceDigest: string;
  readonly emitKey: string;
  readonly warnings: readonly Diagnostic[];
}

function compiledDoc({ source, compiled }: KnownModule, runtimeVersion: string): CompiledDoc[] {
  if (compiled === undefined) return [];
  const { verdict, sourceMap, sites, summary, warnings } = compiled;
  if (verdict === undefined) throw new TypeError(`Module ${source.path} was not verified.`);
  const sidecar = sites === undefined ? undefined : { formatVersion: 1, sites };
  return [buildCompiledDoc({
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
  }, runtimeVersion)];
}
