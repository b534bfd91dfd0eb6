/** What this process knows to be durable, and one write at a time per (space, entry). */
import { BoundedMap, type Sha256, sortedUtf8, taggedDigest } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceId, SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, compiledDocKey, sourceDocKey } from "../documents/keys.ts";

const REMEMBERED = 10_000;

/** Names a closure under a toolchain: equal signatures have equal documents. */
export function closureSignature(
  identities: Iterable<Identity>,
  runtimeVersion: string | undefined,
  sha256: Sha256,
): string {
  return taggedDigest(sha256, "cf/closure-signature/v1", (writer) => {
    writer.str(runtimeVersion ?? "");
    writer.list(sortedUtf8(identities), (identity, list) => list.str(identity));
  });
}

interface Running {
  readonly signature: string;
  readonly promise: Promise<void>;
}

/** Remembers successful write-backs, and joins or serialises those that run at once. */
export class RememberedDurability {
  readonly #durable = new BoundedMap<string, string>(REMEMBERED);
  readonly #running = new Map<string, Running>();
  readonly #sha256: Sha256;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /**
   * Whether the closure was made durable by this process, and the store still holds the entry's
   * source and compiled documents (two keyed reads).
   */
  async isDurable(
    store: SpaceStore,
    entry: Identity,
    signature: string,
    runtimeVersion: string | undefined,
  ): Promise<boolean> {
    const place = placeOf(store.space, entry);
    if (this.#durable.get(place) !== signature) return false;
    const keys = [sourceDocKey(entry)];
    if (runtimeVersion !== undefined) keys.push(compiledDocKey(runtimeVersion, entry));
    const heads = await store.heads(keys.map((key) => cacheDocumentKey(key, this.#sha256)));
    if (heads.every((seq) => seq !== undefined)) return true;
    this.#durable.delete(place);
    return false;
  }

  /**
   * Runs `write` and remembers its success. A caller with the same closure shares a write that runs
   * already; one with another closure of the same entry waits for it and then writes its own.
   */
  async write(
    space: SpaceId,
    entry: Identity,
    signature: string,
    write: () => Promise<void>,
  ): Promise<void> {
    const place = placeOf(space, entry);
    for (let running = this.#running.get(place); running; running = this.#running.get(place)) {
      if (running.signature === signature) return await running.promise;
      await running.promise.catch(ignoreFailureOfOther);
    }
    const promise = write();
    this.#running.set(place, { signature, promise });
    try {
      await promise;
      this.#durable.set(place, signature);
    } finally {
      this.#running.delete(place);
    }
  }

  /** Forgets an entry, whose documents were found missing. */
  forget(space: SpaceId, entry: Identity): void {
    this.#durable.delete(placeOf(space, entry));
  }
}

/** The other write reports its failure to its own caller. */
function ignoreFailureOfOther(): void {}

function placeOf(space: SpaceId, entry: Identity): string {
  return `${entry} ${space}`;
}
