/** A document on its way into the cache of a space, and what is known of the one that is there. */
import type { Identity } from "@commonfabric/module-identity";
import type { BlobWrite, StoredDoc } from "@commonfabric/storage";
import type { MissReason } from "../documents/miss-reason.ts";

export type CacheSet = "source" | "compiled" | "emitIndex" | "edgeMemo" | "roots";

/** One document to be written. */
export interface CacheDocument {
  readonly set: CacheSet;
  /** The cache key; also the tag under which the document is listed. */
  readonly key: string;
  /** The module or entry that the document is about; empty for others. */
  readonly identity: Identity | "";
  readonly value: unknown;
  readonly blobs: readonly BlobWrite[];
  /** Makes the value of a mutable document from the stored one; `undefined` when there is none. */
  readonly merge?: (stored: unknown) => unknown;
  /** Why the stored document was found unusable: it is replaced even if its bytes are equal. */
  readonly knownMiss?: MissReason;
  /**
   * Decides over a stored document with another value: it stays, or is replaced for a reason.
   * Absent: it stays.
   */
  readonly judgeStored?: (stored: StoredDoc | "damaged") => Promise<"keep" | MissReason>;
  /**
   * What a document under the key means, whatever it holds. `relied`: it was used a moment ago, so
   * it stays, and the commit counts it as read. `kept`: it stays. Absent: it is compared.
   */
  readonly whenPresent?: "relied" | "kept";
}

/** A document whose stored form is made when it is needed: most of a write-back is there already. */
export function lazyDocument(
  document: Omit<CacheDocument, "value" | "blobs">,
  store: () => Pick<CacheDocument, "value" | "blobs">,
): CacheDocument {
  let stored: Pick<CacheDocument, "value" | "blobs"> | undefined;
  const made = () => stored ??= store();
  return {
    ...document,
    get value() {
      return made().value;
    },
    get blobs() {
      return made().blobs;
    },
  };
}
