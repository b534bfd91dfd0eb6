/**
 * Copying a closure from one space to another. Sources prove themselves; of the compiled documents
 * only those are taken whose attestation holds, and they are attested again for the other space.
 */
import type { Sha256 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import type { CompiledDoc, SourceDoc } from "../documents/types.ts";
import type { CompiledChecks, DocTrust } from "../read/doc-trust.ts";
import { loadCompiledDocs } from "../read/load-compiled-closure.ts";
import { loadVerifiedSourceClosure, readSourceTexts } from "../read/load-source-closure.ts";
import type { CachePort, WritePowers } from "../write/cache-port.ts";
import type { WrittenModules } from "../write/put-documents.ts";
import { writeClosure, writeSourceDocs } from "../write/write-closure.ts";

/** What of a closure another space may have. */
export interface ClosureCopy {
  readonly entry: Identity;
  readonly sources: readonly SourceDoc[];
  readonly compiled: readonly CompiledDoc[];
}

/** What decides over compiled documents; absent where none may be copied. */
export type CopyChecks = Omit<CompiledChecks, "source" | "sha256">;

/** The verified closure of `entry`, or why there is none. */
export async function readClosureCopy(
  store: SpaceStore,
  entry: Identity,
  { sha256, checks }: { readonly sha256: Sha256; readonly checks?: CopyChecks | undefined },
): Promise<ClosureCopy | { readonly failure: string }> {
  const closure = await loadVerifiedSourceClosure(store, entry, sha256);
  const { docs, misses } = await readSourceTexts(store, closure.docs.values(), sha256);
  const missed = [...closure.misses, ...misses][0];
  if (missed !== undefined) return { failure: `${missed[1]} (${missed[0]})` };
  const sources = [...docs.values()];
  const compiled = await attestedDocs(store, sources, sha256, checks);
  return { entry, sources, compiled };
}

async function attestedDocs(
  store: SpaceStore,
  sources: readonly SourceDoc[],
  sha256: Sha256,
  checks: CopyChecks | undefined,
): Promise<CompiledDoc[]> {
  if (checks === undefined || checks.attester === "none") return [];
  const code = new Map(
    sources.filter(({ kind }) => kind === "source").map((doc) => [doc.identity, doc]),
  );
  const all = { ...checks, sha256, source: (identity: Identity) => code.get(identity) };
  const { usable } = await loadCompiledDocs(store, [...code.keys()], all);
  return [...usable.values()].filter(({ trust, outdated }) =>
    trust === "attested" && outdated === undefined
  );
}

/**
 * Writes a copy, entry last: until it is there, the space has nothing of the entry.
 * @throws {WriteBackError}
 */
export async function writeClosureCopy(
  port: CachePort,
  { entry, sources, compiled }: ClosureCopy,
  trust: DocTrust,
  powers: WritePowers,
): Promise<WrittenModules> {
  if (compiled.length > 0) {
    return await writeClosure(port, { entry, sources, compiled, ...trust }, powers);
  }
  return { sources: await writeSourceDocs(port, { entry, sources }, powers), compiled: [] };
}
