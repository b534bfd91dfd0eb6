/** The document of a lease: who compiles a module at the moment, and until when others wait for it. */
import type { StoredDoc } from "@commonfabric/storage";
import { exactFields } from "../documents/shape.ts";

/** How long a lease holds without being renewed, by the clock of the store. */
export const LEASE_MS = 30_000;
export const RENEW_MS = 10_000;

export interface Lease {
  /** The runtime that compiles. */
  readonly owner: string;
  /** Store time in milliseconds. */
  readonly until: number;
}

/**
 * The lease that a document grants at store time `now`; `undefined` for one that has expired or is
 * none. Whatever a document claims, it grants no more than {@link LEASE_MS} from its last write on.
 */
export function leaseAt(stored: StoredDoc | undefined, now: number): Lease | undefined {
  const fields = exactFields(stored?.doc.value, ["owner", "until"]);
  const owner = fields?.get("owner");
  const claimed = fields?.get("until");
  if (stored === undefined || typeof owner !== "string" || typeof claimed !== "number") {
    return undefined;
  }
  // Written later than now: the clock was set back, and would be waited for until it is there again.
  if (stored.at > now) return undefined;
  const until = Math.min(claimed, stored.at + LEASE_MS);
  return until > now ? { owner, until } : undefined;
}
