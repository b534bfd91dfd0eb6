/** The module cache over the documents of one space: package compilation-cache behind `ModuleCache`. */
import { BoundedMap, type Sha256 } from "@commonfabric/canonical";
import {
  type Annotations,
  buildSourceDocs,
  cacheDocumentKey,
  type CachePort,
  type CompiledChecks,
  compiledDocKey,
  type CompiledDocs,
  dependenciesFirst,
  type DocTrust,
  isComplete,
  loadAttestedClosure,
  loadCompiledDocs,
  loadEmittedDocs,
  loadRetained,
  loadVerifiedSourceClosure,
  type MissReason,
  readAnnotations,
  readSourceTexts,
  type SourceClosure as SourceClosureDocs,
  sourceDocKey,
  type StoredEdgeMemo,
  unsoundSources,
  type UsableDoc,
  writeAnnotation,
  writeClosure,
  type WritePowers,
  writeSourceDocs,
} from "@commonfabric/compilation-cache";
import type { Identity, ModuleIdentity } from "@commonfabric/module-identity";
import type { DocKey } from "@commonfabric/storage";
import type { CachedModule, ProvenModule } from "../engine/types.ts";
import { docOfModule, hasBody, moduleOfDoc, reliedDoc } from "./cached-modules.ts";
import type { KnownModule } from "./known-modules.ts";
import type {
  CompiledClosureLookup,
  CompiledLookup,
  DocumentsFound,
  ModuleCache,
  SourceClosure,
  WrittenDocuments,
} from "./module-cache.ts";
import { type SpaceLeasePowers, SpaceLeases } from "./space-leases.ts";
import type { ModuleSource } from "./module-sources.ts";
import type { DocumentAt } from "../transactions/needed-documents.ts";

export interface SpaceCacheParts {
  readonly port: CachePort;
  readonly sha256: Sha256;
  /** Toolchain fingerprint; without one compiled documents are neither read nor written. */
  readonly runtimeVersion: () => string | undefined;
  readonly trust: DocTrust;
  readonly powers: WritePowers;
  readonly edgeMemo: StoredEdgeMemo;
  /** How this runtime takes leases; without it nobody waits for anybody. */
  readonly leases?: SpaceLeasePowers;
}

const STALE_KEYS_BOUND = 4_096;

export class SpaceCache implements ModuleCache {
  readonly #parts: SpaceCacheParts;
  readonly #leases: SpaceLeases | undefined;
  /** Entries of the emit index that were of no use, for the next write-back. */
  readonly #staleEmitKeys = new BoundedMap<string, true>(STALE_KEYS_BOUND);

  constructor(parts: SpaceCacheParts) {
    this.#parts = parts;
    this.#leases = parts.leases && new SpaceLeases(parts.port.store, parts.leases);
  }

  async compiled(modules: ReadonlyMap<Identity, ProvenModule>): Promise<CompiledLookup> {
    const runtimeVersion = this.#parts.runtimeVersion();
    const identities = [...modules.keys()];
    if (runtimeVersion === undefined) return allMissed(identities);
    const checks = this.#checks(runtimeVersion, (identity) => modules.get(identity));
    return this.#lookup(await loadCompiledDocs(this.#parts.port.store, identities, checks));
  }

  async emitted(
    emitKeys: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CachedModule[]>> {
    const runtimeVersion = this.#parts.runtimeVersion();
    if (runtimeVersion === undefined || this.#parts.trust.attester === "none") return new Map();
    // Attestation is the proof: the sources of former identities are not in hand.
    const checks = this.#checks(runtimeVersion, () => undefined);
    const { usable, stale } = await loadEmittedDocs(this.#parts.port.store, emitKeys, checks);
    for (const emitKey of stale) this.#staleEmitKeys.set(emitKey, true);
    return new Map(
      [...usable].map(([emitKey, docs]) => [emitKey, docs.map((doc) => this.#module(doc))]),
    );
  }

  async compiledClosure(entry: Identity): Promise<CompiledClosureLookup> {
    const { port, trust } = this.#parts;
    const runtimeVersion = this.#parts.runtimeVersion();
    if (runtimeVersion === undefined || trust.attester === "none") {
      return await this.#closureOverSources(entry, runtimeVersion, NOTHING_FOUND);
    }
    const checks = this.#checks(runtimeVersion, () => undefined);
    const found = await loadAttestedClosure(port.store, entry, checks);
    const data = found.complete ? await this.#dataOf(found.usable) : undefined;
    if (data === undefined) {
      return await this.#closureOverSources(entry, runtimeVersion, found.usable);
    }
    const usable = inOrder(found.usable, entry);
    return { ...this.#lookup({ ...found, usable }), data, complete: true, sources: new Map() };
  }

  /** The closure by its source documents: what is `found` need not be read again. */
  async #closureOverSources(
    entry: Identity,
    runtimeVersion: string | undefined,
    found: CompiledDocs["usable"],
  ): Promise<CompiledClosureLookup> {
    const { port, sha256 } = this.#parts;
    const closure = await loadVerifiedSourceClosure(port.store, entry, sha256);
    const code = dependenciesFirst([...closure.docs.values()], entry)
      .filter(({ kind }) => kind === "source");
    const identities = code.map(({ identity }) => identity);
    const sources = provenSources(closure.docs);
    const none = { ...NO_MODULES, data: new Map<Identity, string>(), complete: false, sources };
    if (closure.misses.size > 0) return { ...none, misses: closure.misses };
    if (runtimeVersion === undefined) return { ...none, ...allMissed(identities) };
    const dataDocs = [...closure.docs.values()].filter(({ kind }) => kind === "data");
    const read = await readSourceTexts(port.store, dataDocs, sha256);
    if (read.misses.size > 0) return { ...none, misses: read.misses };
    const data = new Map([...read.docs].map(([identity, { code }]) => [identity, code]));
    const missing = identities.filter((identity) => !found.has(identity));
    const checks = this.#checks(runtimeVersion, (identity) => closure.docs.get(identity));
    const { usable: others, misses } = await loadCompiledDocs(port.store, missing, checks);
    const usable = new Map(identities.flatMap((identity) => {
      const doc = found.get(identity) ?? others.get(identity);
      return doc === undefined ? [] : [[identity, doc]];
    }));
    const complete = misses.size === 0 && isComplete(entry, usable);
    return { ...this.#lookup({ usable, misses }), data, complete, sources };
  }

  /** The texts of the data files that `docs` read; `undefined` when one does not prove itself. */
  async #dataOf(docs: CompiledDocs["usable"]): Promise<Map<Identity, string> | undefined> {
    const { port, sha256 } = this.#parts;
    const edges = [...docs.values()].flatMap(({ imports }) => imports);
    const wanted = new Set(edges.flatMap(({ kind, identity }) => kind === "data" ? identity! : []));
    const data = new Map<Identity, string>();
    for (const identity of wanted) {
      const { docs: found } = await loadVerifiedSourceClosure(port.store, identity, sha256);
      const { docs: texts } = await readSourceTexts(port.store, found.values(), sha256);
      const doc = texts.get(identity);
      if (doc?.kind !== "data") return undefined;
      data.set(identity, doc.code);
    }
    return data;
  }

  async sources(entry: Identity): Promise<ReadonlyMap<Identity, ModuleSource>> {
    const { port, sha256 } = this.#parts;
    return provenSources((await loadVerifiedSourceClosure(port.store, entry, sha256)).docs);
  }

  async retained(entry: Identity): Promise<readonly Identity[]> {
    const { port, sha256 } = this.#parts;
    return await loadRetained(port.store, entry, sha256);
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

  get #canWrite(): boolean {
    const { attester } = this.#parts.trust;
    return attester === "none" || attester.canSign;
  }

  async claimCompile(
    entry: Identity,
    misses: ReadonlyMap<Identity, string>,
    signal: AbortSignal | undefined,
  ): Promise<"held" | "changed" | "none"> {
    const runtimeVersion = this.#parts.runtimeVersion();
    // Who writes nothing compiled has nothing to make others wait for.
    if (runtimeVersion === undefined || !this.#canWrite) return "none";
    return await this.#leases?.claim(entry, misses, { runtimeVersion, signal }) ?? "none";
  }

  async endLease(entry: Identity): Promise<void> {
    await this.#leases?.end(entry);
  }

  async writeBack(
    entry: Identity,
    closure: readonly KnownModule[],
    { missed, used }: DocumentsFound,
  ): Promise<WrittenDocuments> {
    const { port, powers, trust, edgeMemo } = this.#parts;
    const runtimeVersion = this.#parts.runtimeVersion();
    const sources = buildSourceDocs(closure.map(({ source }) => source));
    if (runtimeVersion === undefined || !this.#canWrite) {
      return { sources: await writeSourceDocs(port, { entry, sources }, powers), compiled: [] };
    }
    const modules = closure.filter(hasBody);
    const compiled = modules.filter(({ source }) => !used.has(source.identity))
      .map((module) => docOfModule(module, runtimeVersion));
    const relied = modules.filter(({ source }) => used.has(source.identity))
      .map((module) => [module.source.identity, reliedDoc(module, runtimeVersion)] as const);
    const lease = this.#leases?.of(entry);
    const staleEmitKeys = new Set(
      compiled.map(({ emitKey }) => emitKey).filter((emitKey) => this.#staleEmitKeys.has(emitKey)),
    );
    const written = await writeClosure(port, {
      entry,
      sources,
      compiled,
      compiledMisses: missed as ReadonlyMap<Identity, MissReason>,
      relied: new Map(relied),
      staleEmitKeys,
      ...trust,
      edgeMemo: edgeMemo.takeNewEntries(),
      ...(lease && { lease }),
    }, powers);
    for (const emitKey of staleEmitKeys) this.#staleEmitKeys.delete(emitKey);
    return written;
  }

  async annotate(entry: Identity, key: string, link: object | undefined): Promise<boolean> {
    if (!await this.holds([entry], [])) return false;
    const { port, powers } = this.#parts;
    await writeAnnotation(port, { entry, key, link }, powers);
    return true;
  }

  annotations(entry: Identity): Promise<Annotations> {
    return readAnnotations(this.#parts.port.store, entry, this.#parts.sha256);
  }

  unsoundSources(sources: readonly ModuleIdentity[]): Promise<ReadonlySet<Identity>> {
    const { port, sha256 } = this.#parts;
    return unsoundSources(port.store, buildSourceDocs(sources), sha256);
  }

  async holds(sources: Iterable<Identity>, compiled: Iterable<Identity>): Promise<boolean> {
    const { port, sha256 } = this.#parts;
    const runtimeVersion = this.#parts.runtimeVersion();
    const keys = [...sources].map((each) => cacheDocumentKey(sourceDocKey(each), sha256));
    if (runtimeVersion !== undefined) {
      for (const each of compiled) {
        keys.push(cacheDocumentKey(compiledDocKey(runtimeVersion, each), sha256));
      }
    }
    return (await port.store.heads(keys)).every((seq) => seq !== undefined);
  }

  async durableDocuments(entry: Identity): Promise<readonly DocumentAt[] | undefined> {
    const keys = this.#keysOf(entry);
    const seqs = await this.#parts.port.store.heads(keys);
    if (seqs.includes(undefined)) return undefined;
    return keys.map((key, at) => ({ key, seq: seqs[at]! }));
  }

  async isDurable(entry: Identity): Promise<{ source: boolean; compiled: boolean }> {
    const heads = await this.#parts.port.store.heads(this.#keysOf(entry));
    return { source: heads[0] !== undefined, compiled: heads.at(-1) !== undefined };
  }

  /** What must be there of `entry`: where no compiled document can be kept, the source document. */
  #keysOf(entry: Identity): DocKey[] {
    const runtimeVersion = this.#canWrite ? this.#parts.runtimeVersion() : undefined;
    const keys = [sourceDocKey(entry)];
    if (runtimeVersion !== undefined) keys.push(compiledDocKey(runtimeVersion, entry));
    return keys.map((key) => cacheDocumentKey(key, this.#parts.sha256));
  }

  #lookup({ usable, misses }: CompiledDocs): CompiledLookup {
    const outdated = new Map<Identity, string>();
    const modules = new Map<Identity, CachedModule>();
    for (const [identity, doc] of usable) {
      modules.set(identity, this.#module(doc));
      if (doc.outdated !== undefined) outdated.set(identity, doc.outdated);
    }
    return { modules, misses, outdated };
  }

  #module(doc: UsableDoc): CachedModule {
    return moduleOfDoc(doc, this.#parts.powers.counters);
  }

  #checks(runtimeVersion: string, source: CompiledChecks["source"]): CompiledChecks {
    const { trust, sha256, port } = this.#parts;
    return { ...trust, runtimeVersion, source, sha256, requireLabel: port.isLabelled };
  }
}

const NOTHING_FOUND: CompiledDocs["usable"] = new Map();
const NO_MODULES = { modules: new Map(), misses: new Map(), outdated: new Map() };

function allMissed(identities: readonly Identity[]): CompiledLookup {
  const misses = new Map(identities.map((each) => [each, "toolchain"]));
  return { ...NO_MODULES, misses };
}

function inOrder(docs: CompiledDocs["usable"], entry: Identity): CompiledDocs["usable"] {
  const ordered = dependenciesFirst([...docs.values()], entry);
  return new Map(ordered.map((doc) => [doc.identity, doc]));
}

function provenSources(
  docs: SourceClosureDocs["docs"],
): ReadonlyMap<Identity, ModuleSource> {
  return new Map(
    [...docs].map(([identity, doc]) =>
      [identity, { path: doc.filename, digest: doc.sourceDigest, imports: doc.imports }] as const
    ),
  );
}

function firstMiss(misses: ReadonlyMap<Identity, string>): string {
  const [identity, reason] = misses.entries().next().value!;
  return `${reason} (${identity})`;
}
