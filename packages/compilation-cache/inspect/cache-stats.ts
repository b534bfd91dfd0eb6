/** `cf cache stats`: what a space holds. Reads only. */
import { compareUtf8, type Sha256 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { DocHeader, SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, KEY_PREFIXES, LIFETIME_KEY } from "../documents/keys.ts";
import { parseCompiledKey, PINS_KEY } from "../documents/keys.ts";
import { memberOf, parseBlobRef } from "../documents/shape.ts";
import { type LifetimeCounters, parseLifetime } from "../lifetime.ts";
import { parsePins } from "../pins.ts";
import { readDocuments } from "../read/read-documents.ts";
import { listSet, partsOf } from "./list-set.ts";

export interface RuntimeVersionStats {
  readonly runtimeVersion: string;
  readonly documents: number;
  readonly bodyBytes: number;
  readonly current: boolean;
}

/** Sizes are bytes of UTF-8; `bytes` is that of all cache documents and of all blobs. */
export interface CacheStats {
  readonly space: string;
  readonly runtimeVersion: string | null;
  readonly bytes: number;
  readonly source: {
    readonly documents: number;
    /** Entries whose closure was written: their roots documents. */
    readonly entries: number;
    readonly textBytes: number;
  };
  readonly compiled: {
    readonly documents: number;
    readonly bodyBytes: number;
    readonly current: number;
    readonly superseded: number;
    readonly attested: number;
    readonly unattested: number;
    /** Sorted by runtime version. */
    readonly byRuntimeVersion: readonly RuntimeVersionStats[];
  };
  readonly emitIndex: { readonly documents: number };
  readonly roots: { readonly documents: number };
  readonly notes: { readonly documents: number };
  readonly packages: {
    readonly documents: number;
    readonly trees: number;
    readonly blobs: number;
    readonly blobBytes: number;
    readonly functors: number;
    readonly linkPlans: number;
  };
  readonly blobs: { readonly count: number; readonly bytes: number };
  readonly pins: readonly Identity[];
  /** `null`: never recorded. */
  readonly lifetime: LifetimeCounters | null;
}

/** Counts the cache documents of a space against the toolchain `runtimeVersion`. */
export async function readCacheStats(
  store: SpaceStore,
  runtimeVersion: string | undefined,
  sha256: Sha256,
): Promise<CacheStats> {
  const source = await listSet(store, KEY_PREFIXES.source);
  const compiled = await listSet(store, KEY_PREFIXES.compiled);
  const emitIndex = await listSet(store, KEY_PREFIXES.emitIndex);
  const edgeMemo = await listSet(store, KEY_PREFIXES.edgeMemo);
  const roots = await listSet(store, KEY_PREFIXES.roots);
  const notes = await listSet(store, KEY_PREFIXES.notes);
  const blobs = await store.blobStats();
  const [pins, lifetime] = await readDocuments(
    store,
    [PINS_KEY, LIFETIME_KEY].map((key) => cacheDocumentKey(key, sha256)),
  );
  const documents = [source, compiled, emitIndex, edgeMemo, roots, notes].flat();
  const documentBytes = documents.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    space: store.space,
    runtimeVersion: runtimeVersion ?? null,
    bytes: documentBytes + blobs.bytes,
    source: {
      documents: source.length,
      entries: roots.length,
      textBytes: sumOf((await readTextSizes(store, source)).map(({ bytes }) => bytes)),
    },
    compiled: await compiledStats(store, compiled, runtimeVersion),
    emitIndex: { documents: emitIndex.length },
    roots: { documents: roots.length },
    notes: { documents: notes.length },
    packages: { documents: 0, trees: 0, blobs: 0, blobBytes: 0, functors: 0, linkPlans: 0 },
    blobs,
    pins: pins === undefined || pins === "damaged" ? [] : parsePins(pins.doc.value),
    lifetime: lifetime === undefined || lifetime === "damaged"
      ? null
      : parseLifetime(lifetime.doc.value) ?? null,
  };
}

async function compiledStats(
  store: SpaceStore,
  headers: readonly DocHeader[],
  runtimeVersion: string | undefined,
): Promise<CacheStats["compiled"]> {
  const sizes = await readTextSizes(store, headers);
  const byVersion = new Map<string, { documents: number; bodyBytes: number }>();
  for (const [index, { tag }] of headers.entries()) {
    const version = parseCompiledKey(tag!)?.runtimeVersion ?? "";
    const sum = byVersion.get(version) ?? { documents: 0, bodyBytes: 0 };
    sum.documents++;
    sum.bodyBytes += sizes[index]!.bytes;
    byVersion.set(version, sum);
  }
  const attested = sizes.filter((size) => size.attested).length;
  const current = byVersion.get(runtimeVersion ?? "")?.documents ?? 0;
  return {
    documents: headers.length,
    bodyBytes: sumOf(sizes.map(({ bytes }) => bytes)),
    current,
    superseded: headers.length - current,
    attested,
    unattested: headers.length - attested,
    byRuntimeVersion: [...byVersion]
      .map(([version, sum]) => ({
        runtimeVersion: version,
        ...sum,
        current: version === runtimeVersion,
      }))
      .sort((a, b) => compareUtf8(a.runtimeVersion, b.runtimeVersion)),
  };
}

interface TextSize {
  readonly bytes: number;
  readonly attested: boolean;
}

/** By presence only; a document that is no document counts with size 0. `cache verify` judges. */
async function readTextSizes(
  store: SpaceStore,
  headers: readonly DocHeader[],
): Promise<TextSize[]> {
  const sizes: TextSize[] = [];
  for (const part of partsOf(headers)) {
    const documents = await readDocuments(store, part.map(({ key }) => key));
    for (const found of documents) {
      const value = found === undefined || found === "damaged" ? undefined : found.doc.value;
      sizes.push({
        bytes: parseBlobRef(memberOf(value, "code"))?.bytes ?? 0,
        attested: memberOf(value, "attestation") !== undefined,
      });
    }
  }
  return sizes;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
