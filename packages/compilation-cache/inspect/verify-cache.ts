/** `cf cache verify`: every source and compiled document of a space, with all checks of a load. */
import { type Sha256, sortedUtf8 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { DocHeader, SpaceStore } from "@commonfabric/storage";
import { KEY_PREFIXES, parseCompiledKey, parseIdentityKey } from "../documents/keys.ts";
import type { MissReason } from "../documents/miss-reason.ts";
import { parseSourceDoc } from "../documents/source-doc.ts";
import type { StoredSourceDoc } from "../documents/types.ts";
import type { DocTrust } from "../read/doc-trust.ts";
import { loadCompiledDocs } from "../read/load-compiled-closure.ts";
import { edgeTargets, readSourceTexts } from "../read/load-source-closure.ts";
import { readDocuments } from "../read/read-documents.ts";
import { verifySourceDocs } from "../read/verify-source-docs.ts";
import { listSet, partsOf } from "./list-set.ts";

export interface CacheMiss {
  readonly set: "source" | "compiled";
  readonly key: string;
  readonly identity: Identity | null;
  readonly reason: MissReason;
}

export interface CacheVerification {
  /** No source document missed. Compiled ones only save time. */
  readonly ok: boolean;
  readonly checked: number;
  /** Sources first, those that others import and that are absent included; each set sorted by key. */
  readonly misses: readonly CacheMiss[];
}

/** What decides over a compiled document, for every toolchain alike. */
export interface VerifyChecks extends DocTrust {
  readonly requireLabel: boolean;
  readonly sha256: Sha256;
}

/** Reads everything again and lists what a load would refuse. Writes nothing. */
export async function verifyCache(
  store: SpaceStore,
  checks: VerifyChecks,
): Promise<CacheVerification> {
  const { sha256 } = checks;
  const sourceHeaders = await listSet(store, KEY_PREFIXES.source);
  const compiledHeaders = await listSet(store, KEY_PREFIXES.compiled);
  const sources = await verifySources(store, sourceHeaders, sha256);
  const compiled = await verifyCompiled(store, compiledHeaders, sources.verified, checks);
  return {
    ok: sources.misses.length === 0,
    checked: sourceHeaders.length + compiledHeaders.length,
    misses: [...sources.misses, ...compiled],
  };
}

interface VerifiedSources {
  readonly verified: ReadonlyMap<Identity, StoredSourceDoc>;
  readonly misses: readonly CacheMiss[];
}

async function verifySources(
  store: SpaceStore,
  headers: readonly DocHeader[],
  sha256: Sha256,
): Promise<VerifiedSources> {
  const docs = new Map<Identity, StoredSourceDoc>();
  const reasons = new Map<string, MissReason>();
  for (const part of partsOf(headers)) {
    const stored = await readDocuments(store, part.map(({ key }) => key));
    const parsed: StoredSourceDoc[] = [];
    for (const [index, { tag }] of part.entries()) {
      const identity = parseIdentityKey(tag!, "source");
      const found = stored[index];
      if (identity === undefined) reasons.set(tag!, "key");
      else if (found === undefined || found === "damaged") reasons.set(tag!, "shape");
      else {
        const judged = parseSourceDoc(found.doc, identity, sha256);
        if ("miss" in judged) reasons.set(tag!, judged.miss);
        else parsed.push(judged.usable);
      }
    }
    const texts = await readSourceTexts(store, parsed, sha256);
    for (const doc of parsed) {
      const miss = texts.misses.get(doc.identity);
      if (miss === undefined) docs.set(doc.identity, doc);
      else reasons.set(KEY_PREFIXES.source + doc.identity, miss);
    }
  }
  const verified = verifyAllClosures(docs, reasons, sha256);
  return { verified, misses: missesOf("source", reasons) };
}

/**
 * Verifies from the modules that nobody imports, then from whatever that did not prove: what a
 * broken closure shares with a sound one is sound.
 */
function verifyAllClosures(
  docs: ReadonlyMap<Identity, StoredSourceDoc>,
  reasons: Map<string, MissReason>,
  sha256: Sha256,
): ReadonlyMap<Identity, StoredSourceDoc> {
  const imported = new Set([...docs.values()].flatMap(edgeTargets));
  const roots = [...docs.keys()].filter((identity) => !imported.has(identity));
  const verified = new Map<Identity, StoredSourceDoc>();
  for (const entry of [...roots, ...docs.keys()]) {
    if (verified.has(entry)) continue;
    const closure = verifySourceDocs(entry, docs, sha256);
    for (const [identity, doc] of closure.docs) verified.set(identity, doc);
    for (const [identity, miss] of closure.misses) {
      const key = KEY_PREFIXES.source + identity;
      if (!reasons.has(key)) reasons.set(key, miss);
    }
  }
  return verified;
}

async function verifyCompiled(
  store: SpaceStore,
  headers: readonly DocHeader[],
  sources: ReadonlyMap<Identity, StoredSourceDoc>,
  checks: VerifyChecks,
): Promise<CacheMiss[]> {
  const reasons = new Map<string, MissReason>();
  const byVersion = new Map<string, Identity[]>();
  const keyOf = new Map<string, string>();
  for (const { tag } of headers) {
    const parsed = parseCompiledKey(tag!);
    if (parsed === undefined) {
      reasons.set(tag!, "key");
      continue;
    }
    const { runtimeVersion, identity } = parsed;
    const ofVersion = byVersion.get(runtimeVersion) ?? [];
    ofVersion.push(identity);
    byVersion.set(runtimeVersion, ofVersion);
    keyOf.set(`${runtimeVersion}/${identity}`, tag!);
  }
  for (const [runtimeVersion, identities] of byVersion) {
    for (const part of partsOf(identities)) {
      const { misses } = await loadCompiledDocs(store, part, {
        ...checks,
        runtimeVersion,
        source: (identity) => sources.get(identity),
      });
      for (const [identity, reason] of misses) {
        reasons.set(keyOf.get(`${runtimeVersion}/${identity}`)!, reason);
      }
    }
  }
  return missesOf("compiled", reasons);
}

function missesOf(set: CacheMiss["set"], reasons: ReadonlyMap<string, MissReason>): CacheMiss[] {
  return sortedUtf8(reasons.keys()).map((key) => {
    const identity = set === "source"
      ? parseIdentityKey(key, "source")
      : parseCompiledKey(key)?.identity;
    return { set, key, identity: identity ?? null, reason: reasons.get(key)! };
  });
}
