/**
 * `cf cache audit`: compiled documents against a compile of their sources. What a reader believes, by
 * attestation or because the body is safe to run, is not yet proven to be what its source compiles to.
 */
import { canonicalBytes, type Sha256, taggedDigest } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import { KEY_PREFIXES, parseCompiledKey } from "../documents/keys.ts";
import type { CompiledDoc, SourceDoc, StoredSourceDoc } from "../documents/types.ts";
import type { CompiledChecks } from "../read/doc-trust.ts";
import { loadCompiledDocs, type UsableDoc } from "../read/load-compiled-closure.ts";
import { loadVerifiedSourceClosure, readSourceTexts } from "../read/load-source-closure.ts";
import { listSet } from "./list-set.ts";

export interface AuditDifference {
  readonly identity: Identity;
  /** Authored path. */
  readonly path: string;
  /** Digest of the document without its attestation. */
  readonly stored: string;
  /** The same of ours; `null` when the source does not compile. */
  readonly ours: string | null;
}

export interface CacheAudit {
  readonly checked: number;
  readonly equal: number;
  /** In the order of identities. */
  readonly different: readonly AuditDifference[];
  /** Documents of the sample that no reader uses, or whose sources are not all there. */
  readonly skipped: readonly { readonly identity: Identity; readonly reason: string }[];
}

export interface AuditOptions extends Omit<CompiledChecks, "source"> {
  /** Which part of the documents is compiled again, from 0 to 1; one at least. */
  readonly share: number;
  /** Decides which ones; another seed gives another sample. */
  readonly seed: string;
  /**
   * Compiles a source closure without any cache; gives the documents of its code modules, or
   * `undefined` when it does not compile.
   */
  readonly rebuild: (
    entry: Identity,
    sources: readonly SourceDoc[],
  ) => Promise<readonly CompiledDoc[] | undefined>;
  readonly onProgress?: (checked: number, of: number) => void;
}

/** Compiles a sample of the documents of one toolchain again and compares bytes. Writes nothing. */
export async function auditCache(store: SpaceStore, options: AuditOptions): Promise<CacheAudit> {
  const sample = await sampleOf(store, options);
  const waiting = new Set(sample);
  const audit = { checked: 0, different: [] as AuditDifference[], skipped: [] as Skipped[] };
  for (const entry of sample) {
    if (!waiting.has(entry)) continue;
    const closure = await readClosure(store, entry, options.sha256);
    if ("reason" in closure) {
      waiting.delete(entry);
      audit.skipped.push({ identity: entry, reason: closure.reason });
      continue;
    }
    const { headers, sources } = closure;
    // What the entry imports and is in the sample as well is compiled together with it.
    const asked = sources.map(({ identity }) => identity).filter((each) => waiting.delete(each));
    const { usable, misses } = await loadCompiledDocs(store, asked, {
      ...options,
      source: (identity) => headers.get(identity),
    });
    for (const [identity, reason] of misses) audit.skipped.push({ identity, reason });
    const rebuilt = await options.rebuild(entry, sources);
    const ours = new Map(rebuilt?.map((doc) => [doc.identity, doc]));
    for (const [identity, stored] of usable) {
      audit.checked++;
      const difference = compare(identity, stored, ours.get(identity), options.sha256);
      if (difference !== undefined) audit.different.push(difference);
    }
    options.onProgress?.(sample.length - waiting.size, sample.length);
  }
  const different = audit.different.sort((a, b) => a.identity < b.identity ? -1 : 1);
  return { ...audit, different, equal: audit.checked - different.length };
}

type Skipped = CacheAudit["skipped"][number];

/** Identities of the sample, in an order that the seed decides. */
async function sampleOf(
  store: SpaceStore,
  { share, seed, runtimeVersion, sha256 }: AuditOptions,
): Promise<Identity[]> {
  const headers = await listSet(store, KEY_PREFIXES.compiled);
  const placed = headers.flatMap(({ tag }) => {
    const key = parseCompiledKey(tag!);
    if (key?.runtimeVersion !== runtimeVersion) return [];
    const { identity } = key;
    const place = taggedDigest(
      sha256,
      "cf/audit-sample/v1",
      (writer) => writer.str(seed).str(identity),
    );
    return [{ identity, place }];
  }).sort((a, b) => a.place < b.place ? -1 : 1);
  return placed.slice(0, Math.ceil(placed.length * share)).map(({ identity }) => identity);
}

async function readClosure(store: SpaceStore, entry: Identity, sha256: Sha256): Promise<
  | { readonly headers: ReadonlyMap<Identity, StoredSourceDoc>; readonly sources: SourceDoc[] }
  | { readonly reason: string }
> {
  const closure = await loadVerifiedSourceClosure(store, entry, sha256);
  const { docs, misses } = await readSourceTexts(store, closure.docs.values(), sha256);
  for (const [identity, reason] of [...closure.misses, ...misses]) {
    return { reason: `source ${reason} (${identity})` };
  }
  return { headers: closure.docs, sources: [...docs.values()] };
}

function compare(
  identity: Identity,
  stored: UsableDoc,
  ours: CompiledDoc | undefined,
  sha256: Sha256,
): AuditDifference | undefined {
  const digests = {
    stored: digestOf(stored, sha256),
    ours: ours === undefined ? null : digestOf(ours, sha256),
  };
  if (digests.stored === digests.ours) return undefined;
  return { identity, path: stored.filename, ...digests };
}

/** Of everything that a compile decides: the attestation is of a key and a space. */
function digestOf(doc: CompiledDoc, sha256: Sha256): string {
  const { kind, identity, filename, code, imports, runtimeVersion, bodyHash, verdict } = doc;
  const { interfaceDigest, emitKey, sourceMap, sites, summary, warnings, coverage } = doc;
  const facts = { kind, identity, filename, code, imports, runtimeVersion, bodyHash, verdict };
  const extras = { interfaceDigest, emitKey, sourceMap, sites, summary, warnings, coverage };
  return taggedDigest(
    sha256,
    "cf/audit/v1",
    (writer) => writer.lengthPrefixed(canonicalBytes({ ...facts, ...extras })),
  );
}
