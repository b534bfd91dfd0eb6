/** What an entry file of an isolate gets: its job, and what its host serves. */
import type { Fetch } from "@commonfabric/runner";
import type { SpaceStores } from "@commonfabric/storage";

export interface GuestIsolate {
  readonly job: unknown;
  /** The spaces that were given to it; `stores` opens no other. */
  readonly spaces: readonly string[];
  readonly stores: SpaceStores;
  /** Absent where the host grants no network. */
  readonly fetch?: Fetch;
  /** Tells the host something: data. */
  tell(message: unknown): void;
  /** Aborted when the host asks for an end. */
  readonly signal: AbortSignal;
}

/** Does the job; what it gives is data, and the result of the isolate. */
export type GuestMain = (isolate: GuestIsolate) => Promise<unknown>;
