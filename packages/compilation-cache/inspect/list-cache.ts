/** The listing: one item per cache document of a space, sorted by key. Reads only. */
import { compareUtf8 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { DocHeader, SpaceStore } from "@commonfabric/storage";
import {
  KEY_PREFIXES,
  parseCompiledKey,
  parseIdentityKey,
  rootsDocKey,
} from "../documents/keys.ts";
import { memberOf } from "../documents/shape.ts";
import { readDocuments } from "../read/read-documents.ts";
import { listSet, partsOf } from "./list-set.ts";

export interface CacheItem {
  readonly set: keyof typeof KEY_PREFIXES;
  readonly key: string;
  readonly identity: Identity | null;
  /** Authored path; of source and compiled documents. */
  readonly path: string | null;
  readonly bytes: number;
  /** Whether the identity is one whose closure was written. */
  readonly entry: boolean;
  readonly runtimeVersion: string | null;
  /** Store time in milliseconds at which the entry was last written; of entries. */
  readonly usedAt: number | null;
}

/** The cache documents of a space. */
export async function listCache(store: SpaceStore): Promise<CacheItem[]> {
  const roots = await listSet(store, KEY_PREFIXES.roots);
  const usedAt = new Map(roots.map(({ tag, at }) => [tag!, at]));
  const items: CacheItem[] = [];
  for (const set of Object.keys(KEY_PREFIXES) as CacheItem["set"][]) {
    const headers = set === "roots" ? roots : await listSet(store, KEY_PREFIXES[set]);
    for (const part of partsOf(headers)) {
      const paths = await readPaths(store, set, part);
      for (const [index, header] of part.entries()) {
        items.push(itemOf(set, header, paths[index] ?? null, usedAt));
      }
    }
  }
  return items.sort((a, b) => compareUtf8(a.key, b.key));
}

function itemOf(
  set: CacheItem["set"],
  { tag, bytes }: DocHeader,
  path: string | null,
  usedAt: ReadonlyMap<string, number>,
): CacheItem {
  const key = tag!;
  const compiled = set === "compiled" ? parseCompiledKey(key) : undefined;
  const identity = compiled?.identity ??
    (set === "source" || set === "roots" || set === "notes"
      ? parseIdentityKey(key, set)
      : undefined);
  const used = identity === undefined ? undefined : usedAt.get(rootsDocKey(identity));
  return {
    set,
    key,
    identity: identity ?? null,
    path,
    bytes,
    entry: used !== undefined,
    runtimeVersion: compiled?.runtimeVersion ?? null,
    usedAt: used ?? null,
  };
}

async function readPaths(
  store: SpaceStore,
  set: CacheItem["set"],
  headers: readonly DocHeader[],
): Promise<(string | null)[]> {
  if (set !== "source" && set !== "compiled") return [];
  const documents = await readDocuments(store, headers.map(({ key }) => key));
  return documents.map((found) => {
    const value = found === undefined || found === "damaged" ? undefined : found.doc.value;
    const filename = memberOf(value, "filename");
    return typeof filename === "string" ? filename : null;
  });
}
