/**
 * Which of the source documents of a space are not what they should be, for a writer that has the
 * sources: one batched read of documents and one of texts.
 */
import { bytesEqual, canonicalEqual, type Sha256 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, sourceDocKey } from "../documents/keys.ts";
import { memberOf } from "../documents/shape.ts";
import { storeSourceDoc } from "../documents/source-doc.ts";
import type { SourceDoc } from "../documents/types.ts";
import { readDocuments } from "./read-documents.ts";

/** The modules among `sources` whose document or text is absent, damaged or another one. */
export async function unsoundSources(
  store: SpaceStore,
  sources: readonly SourceDoc[],
  sha256: Sha256,
): Promise<ReadonlySet<Identity>> {
  const expected = sources.map((doc) => storeSourceDoc(doc, sha256));
  const keys = sources.map(({ identity }) => cacheDocumentKey(sourceDocKey(identity), sha256));
  const stored = await readDocuments(store, keys);
  const hashes = expected.map(({ blobs }) => blobs[0]!.hash);
  const texts = await store.readBlobs(hashes);
  const unsound = new Set<Identity>();
  for (const [index, { identity }] of sources.entries()) {
    const found = stored[index];
    const text = texts[index];
    const { value, blobs } = expected[index]!;
    const isSound = found !== undefined && found !== "damaged" &&
      canonicalEqual(memberOf(found.doc, "value"), value) &&
      text !== undefined && bytesEqual(text, blobs[0]!.bytes);
    if (!isSound) unsound.add(identity);
  }
  return unsound;
}
