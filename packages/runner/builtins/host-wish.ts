/** A wish of the host: what a query finds in a space, once what it reads is up to date. */
import type { SpaceId } from "@commonfabric/storage";
import type { RuntimeCore } from "../pieces/runtime-core.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { parseWishQuery, type WishQuery } from "./wish-query.ts";
import { findPlace, findTagged, type Found, type WishScope } from "./wish-search.ts";

/** What was found: a time, one place, several, or why nothing. */
export interface HostFound {
  readonly time?: number;
  readonly matches: readonly Address[];
  readonly error?: string;
}

const GRID_MS = 1_000;

/** Finds what `query` names in `space`. A time is that of this call. */
export async function findForHost(
  core: RuntimeCore,
  space: SpaceId,
  query: string,
): Promise<HostFound> {
  const parsed = parseWishQuery(query);
  switch (parsed.kind) {
    case "refused":
      return { matches: [], error: parsed.message };
    case "now":
      return { matches: [], time: floored(core, GRID_MS) };
    case "ticks":
      return { matches: [], time: floored(core, parsed.seconds * 1_000) };
    case "place":
    case "tag":
      return await search(core, space, parsed);
    default:
      return parsed satisfies never;
  }
}

function floored({ ports }: RuntimeCore, stepMs: number): number {
  return Math.floor(ports.nowMs() / stepMs) * stepMs;
}

async function search(
  core: RuntimeCore,
  space: SpaceId,
  query: Extract<WishQuery, { kind: "place" | "tag" }>,
): Promise<HostFound> {
  let found: Found = { matches: [] };
  await core.scheduler.settle("wish", () => {
    const tx = new RunnerTransaction(core.spaces, { onMissing: "suspend" });
    const scope: WishScope = { tx, space, sha256: core.spaces.sha256 };
    try {
      found = query.kind === "place" ? findPlace(scope, query.path) : findTagged(scope, query.tag);
    } catch (error) {
      if (!tx.isSuspended) throw error;
    }
    const { readLog: reads, missing, isSuspended } = tx;
    tx.abort();
    return isSuspended
      ? { kind: "suspended", reads, ready: core.spaces.load(missing) }
      : { kind: "done", reads, writes: [] };
  });
  return found;
}
