/** The shape of what an isolate asks of a store. The store itself checks contents and limits again. */
import { LIMITS } from "@commonfabric/contract";
import type { StoreMethod } from "../messages.ts";
import {
  anything,
  either,
  exactly,
  type Guard,
  isBoolean,
  isCount,
  isObject,
  listOf,
  record,
  text,
} from "../guards.ts";

const isId: Guard = (value) => typeof value === "string" && /^of:[A-Za-z0-9_-]{43}$/.test(value);
const isKey = record({ id: isId, scopeKey: text(1_024) });
const isTag = text(1_024);
const isKeys = listOf(isKey, LIMITS.documentsPerRead);

const isDocument = either(
  exactly(null),
  record({}, { value: anything, meta: isObject, labels: anything }),
);

const isWrite = record(
  {
    key: isKey,
    doc: isDocument,
    base: either(isCount, exactly("absent", "create-only", "absent-or-equal")),
  },
  { tag: isTag, refs: listOf(text(43), 10_000) },
);

const isObservation: Guard = (value) =>
  isObject(value) && value["v"] === 1 && isKey(value["piece"]) &&
  text(4_096)(value["action"]) &&
  listOf((read) => isObject(read) && isKey(read["key"]), LIMITS.documentsPerRead)(value["reads"]);

const isBatch = record(
  {
    txId: (value) => text(256)(value) && value !== "",
    reads: listOf(
      record({ key: isKey, seq: either(isCount, exactly("absent")) }),
      LIMITS.documentsPerRead,
    ),
    writes: listOf(isWrite, LIMITS.commitDocuments),
  },
  {
    head: isCount,
    observations: listOf(isObservation, LIMITS.commitDocuments),
    forget: listOf(record({ piece: isKey, action: text(4_096) }), LIMITS.commitDocuments),
    isTransient: isBoolean,
  },
);

const isQuery = record(
  { limit: (value) => isCount(value) && (value as number) <= 10_000 },
  { tagPrefix: isTag, refs: isBoolean, after: isTag },
);

/** Whether the argument of a call has the shape that the method takes. */
export const ARGUMENT_GUARDS: Readonly<Record<StoreMethod, Guard>> = Object.freeze({
  affected: isKeys,
  blobStats: exactly(undefined),
  commit: isBatch,
  head: exactly(undefined),
  heads: isKeys,
  list: isQuery,
  observations: isKeys,
  read: isKeys,
  readBlobs: listOf(
    (hash) => typeof hash === "string" && /^[A-Za-z0-9_-]{43}$/.test(hash),
    100_000,
  ),
});
