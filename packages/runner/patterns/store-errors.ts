/**
 * What a failing store means to who asks the pattern manager: a load says that the store cannot be
 * reached, which passes; a compile that was to be durable there says that it could not be stored.
 */
import { WriteBackError } from "@commonfabric/compilation-cache";
import type { SpaceId } from "@commonfabric/storage";
import { StoreUnavailableError } from "../transactions/errors.ts";
import type { ModuleCache } from "./module-cache.ts";

/** `cache`, whose reads reject with `StoreUnavailableError` when the store does not answer. */
export function reachable(space: SpaceId, cache: ModuleCache): ModuleCache {
  const asked = <A extends unknown[], T>(read: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      try {
        return await read.apply(cache, args);
      } catch (cause) {
        throw unavailable(space, cause);
      }
    };
  };
  return {
    compiled: asked(cache.compiled),
    compiledClosure: asked(cache.compiledClosure),
    sources: asked(cache.sources),
    retained: asked(cache.retained),
    sourceClosure: asked(cache.sourceClosure),
    emitted: asked(cache.emitted),
    annotations: asked(cache.annotations),
    unsoundSources: asked(cache.unsoundSources),
    holds: asked(cache.holds),
    isDurable: asked(cache.isDurable),
    durableDocuments: asked(cache.durableDocuments),
    claimCompile: (entry, misses, signal) => cache.claimCompile(entry, misses, signal),
    endLease: (entry) => cache.endLease(entry),
    writeBack: (entry, closure, lookup) => cache.writeBack(entry, closure, lookup),
    annotate: (entry, key, link) => cache.annotate(entry, key, link),
  };
}

/** The error of a store as it reaches who loads. */
export function unavailable(space: SpaceId, cause: unknown): unknown {
  return cause instanceof StoreUnavailableError
    ? cause
    : new StoreUnavailableError(space, { cause });
}

/** Runs `work`, which is to leave something in `space`. @throws {WriteBackError} for its store */
export async function storing<T>(space: SpaceId, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    const { cause } = error;
    const reason = cause instanceof Error ? cause.message : error.message;
    throw new WriteBackError(space, reason, { cause: cause ?? error });
  }
}
