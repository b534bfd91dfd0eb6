/** Stored documents and texts as the rows that the SQL floor reads and writes. */
import { canonicalBytes } from "@commonfabric/canonical";
import type { CommitBatch, DocKey, SpaceStore } from "@commonfabric/storage";
import type { RowValue } from "../floors/sql.ts";

/** Documents by id and texts by hash, as bytes. */
export async function rowsOf(store: SpaceStore, keys: readonly DocKey[]): Promise<{
  readonly documents: ReadonlyMap<string, RowValue>;
  readonly texts: ReadonlyMap<string, RowValue>;
}> {
  const stored = await store.read(keys);
  const hashes = new Set(stored.flatMap((found) => blobHashesIn(found!.doc.value)));
  const blobs = await store.readBlobs([...hashes]);
  return {
    documents: new Map(keys.map(({ id }, index) => [id, canonicalBytes(stored[index]!.doc)])),
    texts: new Map([...hashes].map((hash, index) => [hash, blobs[index]!])),
  };
}

/** The members of a compiled document that name a text. */
function blobHashesIn(value: unknown): string[] {
  return Object.values(value as Record<string, unknown>).flatMap((member) => {
    const { hash, bytes } = (member ?? {}) as { hash?: unknown; bytes?: unknown };
    return typeof hash === "string" && typeof bytes === "number" ? [hash] : [];
  });
}

/** The rows that a commit makes. */
export function rowsOfBatch(
  { writes, blobs = [] }: CommitBatch,
): [name: string, value: RowValue][] {
  return [
    ...writes.map(({ key, doc }): [string, RowValue] => [key.id, canonicalBytes(doc)]),
    ...blobs.map(({ hash, bytes }): [string, RowValue] => [hash, bytes]),
  ];
}
