/**
 * Replication intents: what is to be copied to another space, written down before it is begun and
 * deleted when it is done, so that whoever opens the space after a crash goes on with it.
 */
import type { Sha256 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceId, SpaceStore } from "@commonfabric/storage";
import {
  cacheDocumentKey,
  KEY_PREFIXES,
  parseIntentKey,
  replicationIntentKey,
} from "../documents/keys.ts";
import { WriteBackError } from "../write/cache-port.ts";

/** A copy that is to be made. */
export interface ReplicationIntent {
  readonly to: SpaceId;
  readonly entry: Identity;
}

/** An intent as it is stored. */
export interface StoredIntent extends ReplicationIntent {
  /** Store time in milliseconds at which it was written. */
  readonly at: number;
}

export interface IntentPowers {
  readonly sha256: Sha256;
  readonly newTxId: () => string;
}

/** Most intents that are read at once; the others come when these are done. */
const PAGE = 1_000;

/**
 * Writes an intent down; one that is there stays, with its time.
 * @throws {WriteBackError}
 */
export async function writeIntent(
  store: SpaceStore,
  { to, entry }: ReplicationIntent,
  { sha256, newTxId }: IntentPowers,
): Promise<void> {
  const tag = replicationIntentKey(to, entry);
  const result = await store.commit({
    txId: newTxId(),
    reads: [],
    writes: [{
      key: cacheDocumentKey(tag, sha256),
      doc: { value: { to, entry } },
      base: "create-only",
      tag,
    }],
  });
  const isThere = "refused" in result && result.refused.code === "exists";
  if (!("ok" in result) && !isThere) {
    throw new WriteBackError(store.space, "the intent to copy a closure was refused");
  }
}

/** The intents of a space, the oldest first. What is none by its key is left out. */
export async function listIntents(store: SpaceStore): Promise<StoredIntent[]> {
  const headers = await store.list({ tagPrefix: KEY_PREFIXES.intent, limit: PAGE });
  return headers.sort((a, b) => a.seq - b.seq).flatMap(({ tag, at }) => {
    const intent = parseIntentKey(tag!);
    return intent === undefined ? [] : [{ ...intent, at }];
  });
}

/** Deletes an intent that was carried out; one that is gone was carried out by somebody else. */
export async function deleteIntent(
  store: SpaceStore,
  { to, entry }: ReplicationIntent,
  { sha256, newTxId }: IntentPowers,
): Promise<void> {
  const key = cacheDocumentKey(replicationIntentKey(to, entry), sha256);
  const [seq] = await store.heads([key]);
  if (seq === undefined) return;
  // A conflict: written anew or deleted by others, whose concern it is.
  await store.commit({ txId: newTxId(), reads: [], writes: [{ key, doc: null, base: seq }] });
}
