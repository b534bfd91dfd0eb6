/**
 * Write-back of a closure into one space. Order: source documents, compiled documents, emit index
 * and edge memo, roots; in the first two sets dependencies come first and the entry last.
 */
import { compareUtf8, sortedUtf8 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import type { Identity } from "@commonfabric/module-identity";
import type { StoredDoc } from "@commonfabric/storage";
import { signerOf } from "../attestation/attest.ts";
import { type SignDoc, storeCompiledDoc } from "../documents/compiled-doc.ts";
import {
  compiledDocKey,
  edgeMemoKey,
  emitIndexKey,
  rootsDocKey,
  sourceDocKey,
} from "../documents/keys.ts";
import { ClosureTooLargeError } from "../documents/limits.ts";
import type { MissReason } from "../documents/miss-reason.ts";
import { parseSourceDoc, storeSourceDoc } from "../documents/source-doc.ts";
import type { CompiledDoc, SourceDoc } from "../documents/types.ts";
import type { HeldLease } from "../leases/held-lease.ts";
import type { DocTrust, ProvenSource } from "../read/doc-trust.ts";
import { loadCompiledDocs } from "../read/load-compiled-closure.ts";
import { edgeTargets } from "../read/load-source-closure.ts";
import { type CacheDocument, lazyDocument } from "./cache-document.ts";
import type { CachePort, WritePowers } from "./cache-port.ts";
import { putDocuments, type WrittenModules } from "./put-documents.ts";
import { parseRetained } from "./roots-document.ts";
import { dependenciesFirst } from "./write-order.ts";

/** Specifiers of one text, as the edge memo keeps them. */
export interface EdgeMemoEntry {
  readonly sourceDigest: string;
  readonly extension: string;
  readonly specifiers: readonly string[];
}

/** Reasons of a preceding load, so that what failed there is replaced. */
export type KnownMisses = ReadonlyMap<Identity, MissReason>;

export interface SourceWrite {
  readonly entry: Identity;
  /** Every module of the program, in any order. */
  readonly sources: readonly SourceDoc[];
  readonly sourceMisses?: KnownMisses;
}

/** A compiled document that need not be made unless it went away. */
export interface ReliedDoc extends Pick<CompiledDoc, "runtimeVersion" | "emitKey" | "filename"> {
  readonly make: () => CompiledDoc;
}

/** With keys what is written is signed, and with `"none"` it is not. */
export interface CompiledWrite extends SourceWrite, DocTrust {
  /** Any of the modules of the program, except those that are relied on. */
  readonly compiled: readonly CompiledDoc[];
  readonly compiledMisses?: KnownMisses;
  /** Compiled documents of this space that were just used: those that are there stay. */
  readonly relied?: ReadonlyMap<Identity, ReliedDoc>;
  /** Emit keys whose entries were found useless, and are replaced. */
  readonly staleEmitKeys?: ReadonlySet<string>;
}

export interface ClosureWrite extends CompiledWrite {
  readonly edgeMemo?: readonly EdgeMemoEntry[];
  /** Given back by the last commit. */
  readonly lease?: HeldLease;
}

/**
 * Makes a closure durable: resolves when every document is there.
 * @throws {WriteBackError}
 * @throws {ClosureTooLargeError} more than 20,000 modules
 * @throws {ModuleTooLargeError}
 */
export function writeClosure(
  port: CachePort,
  closure: ClosureWrite,
  powers: WritePowers,
): Promise<WrittenModules> {
  return putDocuments(
    port,
    [
      ...sourceDocuments(closure, powers),
      ...compiledDocuments(port, closure, powers),
      ...emitIndexDocuments(closure),
      ...(closure.edgeMemo ?? []).map(edgeMemoDocument),
      rootsDocument(closure),
    ],
    powers,
    closure.lease,
  );
}

/** Writes the source documents alone: the durable half, also where nothing can be compiled. */
export async function writeSourceDocs(
  port: CachePort,
  closure: SourceWrite,
  powers: WritePowers,
): Promise<readonly Identity[]> {
  const documents = [...sourceDocuments(closure, powers), rootsDocument(closure)];
  return (await putDocuments(port, documents, powers)).sources;
}

/** Writes compiled documents whose source documents are already in the space. */
export async function writeCompiledDocs(
  port: CachePort,
  closure: CompiledWrite,
  powers: WritePowers,
): Promise<readonly Identity[]> {
  const documents = [
    ...compiledDocuments(port, closure, powers),
    ...emitIndexDocuments(closure),
  ];
  return (await putDocuments(port, documents, powers)).compiled;
}

function sourceDocuments(
  closure: SourceWrite & Pick<CompiledWrite, "relied">,
  { sha256 }: WritePowers,
): CacheDocument[] {
  const { entry, sources, sourceMisses, relied } = closure;
  if (sources.length > LIMITS.closureModules) throw new ClosureTooLargeError(sources.length);
  return dependenciesFirst(sources, entry).map((doc) =>
    lazyDocument({
      set: "source",
      key: sourceDocKey(doc.identity),
      identity: doc.identity,
      ...knownMissOf(doc.identity, sourceMisses),
      ...(relied?.has(doc.identity) && { whenPresent: "relied" }),
      judgeStored: (stored) => {
        // Identity fixes every field, so another value under this key is never a valid document.
        const parsed = stored === "damaged"
          ? { miss: "shape" as const }
          : parseSourceDoc(stored.doc, doc.identity, sha256);
        return Promise.resolve("miss" in parsed ? parsed.miss : "identity");
      },
    }, () => storeSourceDoc(doc, sha256))
  );
}

function compiledDocuments(
  port: CachePort,
  closure: CompiledWrite,
  powers: WritePowers,
): CacheDocument[] {
  const { entry, sources, compiled, compiledMisses, attester } = closure;
  const sign: SignDoc | undefined = attester === "none"
    ? undefined
    : signerOf(attester, port.store.space, powers.sha256);
  const proven = new Map<Identity, ProvenSource>(sources.map((doc) => [doc.identity, doc]));
  const ours = byIdentity(compiled);
  const reported = new Set<Identity>();

  async function judge(doc: CompiledDoc): Promise<"keep" | MissReason> {
    const { identity, runtimeVersion, bodyHash } = doc;
    const { usable, misses } = await loadCompiledDocs(port.store, [identity], {
      runtimeVersion,
      source: (asked) => proven.get(asked),
      attester,
      verifyBody: closure.verifyBody,
      isCurrentVerdict: closure.isCurrentVerdict,
      sha256: powers.sha256,
      requireLabel: port.isLabelled,
    });
    const stored = usable.get(identity);
    if (stored === undefined) return misses.get(identity) ?? "absent";
    // It may have made the program throw, and is not what its source compiles to.
    if (compiledMisses?.get(identity) === "evaluation") return "evaluation";
    if (stored.bodyHash !== bodyHash && !reported.has(identity)) {
      reported.add(identity);
      if (powers.counters !== undefined) powers.counters.disagreements++;
      powers.emit?.({ type: "disagreed", identity, stored: stored.bodyHash, ours: bodyHash });
    }
    return "keep";
  }

  return dependenciesFirst(sources, entry).flatMap(({ identity }): CacheDocument[] => {
    const doc = ours.get(identity);
    const used = closure.relied?.get(identity);
    const known = doc ?? used;
    if (known === undefined) return [];
    const made = () => doc ?? used!.make();
    return [lazyDocument({
      set: "compiled",
      key: compiledDocKey(known.runtimeVersion, identity),
      identity,
      ...knownMissOf(identity, compiledMisses),
      ...(used && { whenPresent: "relied" }),
      judgeStored: (_stored: StoredDoc | "damaged") => judge(made()),
    }, () => storeCompiledDoc(made(), powers.sha256, sign))];
  });
}

/**
 * One entry per component: the members of an import cycle share their emit key. Which of the
 * documents that carry the key an entry names is all one, so an entry that is there stays.
 */
function emitIndexDocuments(
  { compiled, relied, staleEmitKeys }: CompiledWrite,
): CacheDocument[] {
  const components = new Map<string, { path: string; identity: Identity }[]>();
  for (const { emitKey } of compiled) components.set(emitKey, []);
  for (
    const [identity, { emitKey, filename: path }] of [...relied ?? [], ...byIdentity(compiled)]
  ) {
    components.get(emitKey)?.push({ path, identity });
  }
  return [...components].map(([emitKey, members]): CacheDocument => ({
    set: "emitIndex",
    key: emitIndexKey(compiled[0]!.runtimeVersion, emitKey),
    identity: "",
    value: { members: members.sort((a, b) => compareUtf8(a.path, b.path)) },
    blobs: [],
    ...(staleEmitKeys?.has(emitKey)
      ? { judgeStored: () => Promise.resolve("shape") }
      : { whenPresent: "kept" }),
  }));
}

function byIdentity(docs: readonly CompiledDoc[]): Map<Identity, CompiledDoc> {
  return new Map(docs.map((doc) => [doc.identity, doc]));
}

function edgeMemoDocument({ sourceDigest, extension, specifiers }: EdgeMemoEntry): CacheDocument {
  const key = edgeMemoKey(sourceDigest, extension);
  return {
    set: "edgeMemo",
    key,
    identity: "",
    value: { specifiers: [...specifiers] },
    blobs: [],
    // Ours was made from the text just now; an entry that differs has lied.
    judgeStored: () => Promise.resolve("shape"),
  };
}

/**
 * The roots document keeps what the entry does not reach. Its last write is the last use of the
 * entry, by the clock of the store: that time stands beside every document, so the value has none.
 */
function rootsDocument({ entry, sources }: SourceWrite): CacheDocument {
  const reached = reachedFrom(entry, sources);
  const retained = sources.map(({ identity }) => identity).filter((one) => !reached.has(one));
  return {
    set: "roots",
    key: rootsDocKey(entry),
    identity: entry,
    value: undefined,
    blobs: [],
    merge: (stored) => ({
      retained: sortedUtf8(new Set([...parseRetained(stored) ?? [], ...retained])),
    }),
  };
}

function reachedFrom(entry: Identity, sources: readonly SourceDoc[]): ReadonlySet<Identity> {
  const byIdentity = new Map(sources.map((doc) => [doc.identity, doc]));
  const reached = new Set([entry]);
  // A set is iterated in order of insertion, also of what is added meanwhile.
  for (const identity of reached) {
    const doc = byIdentity.get(identity);
    for (const target of doc === undefined ? [] : edgeTargets(doc)) reached.add(target);
  }
  return reached;
}

function knownMissOf(
  identity: Identity,
  misses: KnownMisses | undefined,
): { readonly knownMiss?: MissReason } {
  const knownMiss = misses?.get(identity);
  // A body that may be to blame is, if it is another one than ours; an equal one stays.
  const isOpen = knownMiss === "absent" || knownMiss === "evaluation";
  return knownMiss === undefined || isOpen ? {} : { knownMiss };
}
