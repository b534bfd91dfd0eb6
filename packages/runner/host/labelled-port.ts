/**
 * The port that the cache of a space writes through. Where labels are enforced, compiled documents
 * are written by the built-in that owns the label of the compiler; elsewhere there are no labels.
 */
import {
  type CachePort,
  COMPILED_WRITE_SCHEMA,
  parseCompiledKey,
  withCompileCacheBuiltin,
} from "@commonfabric/compilation-cache";
import type { CommitBatch, CommitResult, DocWrite, SpaceStore } from "@commonfabric/storage";
import { BatchTransaction } from "../labels/batch-transaction.ts";

/** `principal` is who writes; `undefined` where labels are not enforced. */
export function cachePort(store: SpaceStore, principal: string | undefined): CachePort {
  if (principal === undefined) {
    return { store, isLabelled: false, commit: (batch) => store.commit(batch) };
  }
  return { store, isLabelled: true, commit: (batch) => commitLabelled(store, batch, principal) };
}

function commitLabelled(
  store: SpaceStore,
  batch: CommitBatch,
  principal: string,
): Promise<CommitResult> {
  const tx = new BatchTransaction(store, batch, principal);
  withCompileCacheBuiltin(tx, () => {
    for (const write of batch.writes) {
      tx.write(write, isCompiled(write) ? COMPILED_WRITE_SCHEMA : undefined);
    }
  });
  tx.prepareCfc();
  return tx.commit();
}

function isCompiled({ tag }: DocWrite): boolean {
  return tag !== undefined && parseCompiledKey(tag) !== undefined;
}
