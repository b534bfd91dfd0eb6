/** A wish of the host: what a query finds in a space, once what it reads is up to date. */
import type { SpaceId } from "@commonfabric/storage";
import { hostCell } from "../cells/handles.ts";
import type { RuntimeCore } from "../pieces/runtime-core.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Cell } from "../types.ts";
import { parseWishQuery, type WishQuery } from "./wish-query.ts";
import { findPlace, findTagged, type Found, type WishScope } from "./wish-search.ts";

/** What a wish of the host gives. */
export interface WishFound {
  /** Of `#now` and `#now/N`. */
  readonly time?: number;
  readonly result?: Cell;
  readonly candidates: readonly Cell[];
  readonly error?: string;
}

/** A time, places, or why there is neither. */
interface HostFound {
  readonly time?: number;
  readonly matches: readonly Address[];
  readonly error?: string;
}

const GRID_MS = 1_000;

/** Finds what `query` names in `space`: one match is the result, several are candidates. */
export async function findForHost(
  core: RuntimeCore,
  space: SpaceId,
  query: string,
): Promise<WishFound> {
  const { time, matches, error } = await findPlaces(core, space, query);
  const cells = matches.map((address) => hostCell(core.cellHost, address));
  const [only, ...others] = cells;
  return {
    ...(time === undefined ? {} : { time }),
    ...(only === undefined || others.length > 0 ? {} : { result: only }),
    candidates: cells,
    ...(error === undefined ? {} : { error }),
  };
}

/** A time is that of this call. */
async function findPlaces(core: RuntimeCore, space: SpaceId, query: string): Promise<HostFound> {
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
    const scope: WishScope = { core, tx, space };
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
