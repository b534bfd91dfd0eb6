/** What of one space may be copied elsewhere, and what was copied here: closures and intents. */
import {
  type CachePort,
  type ClosureCopy,
  deleteIntent,
  type DocTrust,
  listIntents,
  readClosureCopy,
  type ReplicationIntent,
  type StoredIntent,
  writeClosureCopy,
  writeIntent,
  type WritePowers,
} from "@commonfabric/compilation-cache";
import type { Identity } from "@commonfabric/module-identity";
import type { WrittenDocuments } from "./module-cache.ts";

export interface SpaceCopiesParts {
  readonly port: CachePort;
  readonly runtimeVersion: () => string | undefined;
  readonly trust: DocTrust;
  readonly powers: WritePowers;
}

export class SpaceCopies {
  readonly #parts: SpaceCopiesParts;

  constructor(parts: SpaceCopiesParts) {
    this.#parts = parts;
  }

  /** The verified closure of `entry`; its compiled documents only where they can be attested anew. */
  read(entry: Identity): Promise<ClosureCopy | { readonly failure: string }> {
    const { port, trust, powers: { sha256 } } = this.#parts;
    const runtimeVersion = this.#parts.runtimeVersion();
    const canSign = trust.attester !== "none" && trust.attester.canSign;
    const checks = runtimeVersion === undefined || !canSign
      ? undefined
      : { ...trust, runtimeVersion, requireLabel: port.isLabelled };
    return readClosureCopy(port.store, entry, { sha256, checks });
  }

  /** @throws {WriteBackError} */
  write(copy: ClosureCopy): Promise<WrittenDocuments> {
    const { port, trust, powers } = this.#parts;
    return writeClosureCopy(port, copy, trust, powers);
  }

  /** @throws {WriteBackError} */
  intend(intent: ReplicationIntent): Promise<void> {
    const { port, powers } = this.#parts;
    return writeIntent(port.store, intent, powers);
  }

  intents(): Promise<StoredIntent[]> {
    return listIntents(this.#parts.port.store);
  }

  fulfilled(intent: ReplicationIntent): Promise<void> {
    const { port, powers } = this.#parts;
    return deleteIntent(port.store, intent, powers);
  }

  /** The clock that stamps intents, in milliseconds. */
  now(): Promise<number> {
    return this.#parts.port.store.upkeep.now();
  }
}
