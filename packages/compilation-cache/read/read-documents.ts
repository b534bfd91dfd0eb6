/** Batched reads that survive damaged rows: what cannot be decoded is a miss, not an error. */
import { bytesEqual, decodeBase64Url, decodeUtf8, type Sha256 } from "@commonfabric/canonical";
import {
  type DocKey,
  type SpaceStore,
  StoreCorruptError,
  type StoredDoc,
} from "@commonfabric/storage";
import type { BlobRef } from "../documents/types.ts";

/** One batched read. A row that cannot be decoded reads as `"damaged"`. */
export async function readDocuments(
  store: SpaceStore,
  keys: readonly DocKey[],
): Promise<(StoredDoc | "damaged" | undefined)[]> {
  if (keys.length === 0) return [];
  try {
    return await store.read(keys);
  } catch (error) {
    if (!(error instanceof StoreCorruptError)) throw error;
    return await Promise.all(keys.map((key) => readOne(store, key)));
  }
}

async function readOne(
  store: SpaceStore,
  key: DocKey,
): Promise<StoredDoc | "damaged" | undefined> {
  try {
    return (await store.read([key]))[0];
  } catch (error) {
    if (!(error instanceof StoreCorruptError)) throw error;
    return "damaged";
  }
}

/** A text, and how many bytes its blob has. */
export interface BlobText {
  readonly text: string;
  readonly bytes: number;
}

/** Texts by the hash of their blob. */
export type BlobTexts = ReadonlyMap<string, BlobText>;

/** The texts of `refs` by hash, read in one batch; those that do not fit their reference are absent. */
export async function readTexts(
  store: SpaceStore,
  refs: readonly BlobRef[],
  sha256: Sha256,
): Promise<BlobTexts> {
  const wanted = new Map(refs.map((ref) => [ref.hash, ref]));
  const texts = new Map<string, BlobText>();
  if (wanted.size === 0) return texts;
  const blobs = await store.readBlobs([...wanted.keys()]);
  let index = 0;
  for (const hash of wanted.keys()) {
    const bytes = blobs[index++];
    const text = bytes && checkedText(bytes, hash, sha256);
    if (text !== undefined) texts.set(hash, { text, bytes: bytes!.length });
  }
  return texts;
}

/** The text of a reference, when its blob was there, whole, and of the length that it states. */
export function textOf(ref: BlobRef, texts: BlobTexts): string | undefined {
  const found = texts.get(ref.hash);
  return found?.bytes === ref.bytes ? found.text : undefined;
}

function checkedText(bytes: Uint8Array, hash: string, sha256: Sha256): string | undefined {
  const digest = decodeBase64Url(hash);
  if (digest === undefined || !bytesEqual(sha256(bytes), digest)) return undefined;
  try {
    return decodeUtf8(bytes);
  } catch {
    return undefined; // bytes that are not text were never written by us
  }
}
