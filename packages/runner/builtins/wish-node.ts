/**
 * `wish`: a node that finds what a query names. Its results are links, so that who writes through
 * them writes the real thing, and a change of what was found is no run of this node.
 */
import { makeLink } from "../links/sigil.ts";
import { writeStored } from "../pieces/builtin-nodes.ts";
import { openOutput } from "../pieces/output-scope.ts";
import { addressCause, documentAt } from "../pieces/piece-addresses.ts";
import { landedAt, readerOf } from "../pieces/read-binding.ts";
import { computationSpec } from "../pieces/run-transaction.ts";
import type { ComputationNode, ComputationSpec } from "../scheduler/node.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { type NodeSite, type PlacedNode, placedNode } from "./node-site.ts";
import { parseWishQuery, type WishQuery } from "./wish-query.ts";
import { findPlace, findTagged, type Found } from "./wish-search.ts";
import { wishView } from "./wish-view.ts";

const GRID_MS = 1_000;

/** What a wish found: links or times, not yet in stored form. */
interface Granted {
  readonly result?: unknown;
  readonly candidates?: readonly unknown[];
  readonly error?: string;
}

interface Wish {
  readonly query: WishQuery;
  readonly path: readonly string[];
  readonly scopeError: string | undefined;
  readonly isHeadless: boolean;
}

/** The computation of one wish. */
export function wishNode(site: NodeSite): readonly ComputationSpec[] {
  const node = placedNode(site);
  const { core, piece, name, output, reads, observed } = node;
  const ticker = new TickerUse(node);
  const spec = computationSpec(core, {
    piece,
    name,
    output,
    isExternal: true,
    observed,
    prepare: (tx) => {
      const wish = readWish(node, tx);
      ticker.follow(wish.query);
      return stored(node, grant(node, wish, tx), wish.isHeadless);
    },
    execute: (tx, answer) => writeStored(tx, openOutput(tx, output), answer),
  }, reads);
  return [{ ...spec, onRestored: (restored) => goOnTicking(node, ticker, restored) }];
}

/** What was found is as it was, but time has to go on. */
function goOnTicking(node: PlacedNode, ticker: TickerUse, restored: ComputationNode): void {
  const tx = new RunnerTransaction(node.core.spaces, { onMissing: "suspend" });
  try {
    ticker.follow(readWish(node, tx).query);
  } catch (error) {
    if (!tx.isSuspended) throw error;
    node.core.scheduler.invalidate(restored);
  } finally {
    tx.abort();
  }
}

/** The ticker that a node leads to at the moment; given back when its piece stops. */
class TickerUse {
  readonly #node: PlacedNode;
  #seconds: number | undefined;
  #release: () => void = () => {};

  constructor(node: PlacedNode) {
    this.#node = node;
    node.piece.cancels.push(() => this.#release());
  }

  follow(query: WishQuery): void {
    const seconds = query.kind === "ticks" ? query.seconds : undefined;
    if (seconds === this.#seconds) return;
    this.#release();
    this.#seconds = seconds;
    const { core, output } = this.#node;
    this.#release = seconds === undefined ? () => {} : core.tickers.use(output.space, seconds);
  }
}

function readWish({ core, inputs, piece }: PlacedNode, tx: RunnerTransaction): Wish {
  const reader = readerOf(core, tx);
  const read = (member: unknown): unknown => landedAt(reader, member, piece.link).node;
  const list = (member: unknown): readonly unknown[] => {
    const value = read(member);
    return Array.isArray(value) ? value.map(read) : value === undefined ? [] : [value];
  };
  return {
    query: parseWishQuery(read(inputs.query)),
    path: list(inputs.path).map(String),
    scopeError: scopeError(list(inputs.scope)),
    isHeadless: read(inputs.headless) === true,
  };
}

/** This space is the one scope there is. */
function scopeError(scopes: readonly unknown[]): string | undefined {
  if (scopes.length === 0 || scopes.includes(".")) return undefined;
  return `Cannot wish in the scope ${JSON.stringify(scopes)}: a wish finds what is in its own ` +
    `space, scope "."`;
}

function grant(node: PlacedNode, wish: Wish, tx: RunnerTransaction): Granted {
  const { core, output } = node;
  const { query, path } = wish;
  const scope = { core, tx, space: output.space };
  switch (query.kind) {
    case "refused":
      return { error: query.message };
    case "now":
      return { result: firstRunTime(node, tx) };
    case "ticks":
      return { result: core.tickers.addressOf(output.space, query.seconds) };
    case "place":
      if (wish.scopeError !== undefined) return { error: wish.scopeError };
      return granted(findPlace(scope, [...query.path, ...path]), false);
    case "tag": {
      if (wish.scopeError !== undefined) return { error: wish.scopeError };
      const { matches, ...rest } = findTagged(scope, query.tag);
      const places = matches.map((match) => ({ ...match, path: [...match.path, ...path] }));
      return granted({ matches: places, ...rest }, true);
    }
    default:
      return query satisfies never;
  }
}

/** One match is the result; of several the user chooses. */
function granted({ matches, error }: Found, hasCandidates: boolean): Granted {
  return {
    ...(matches.length === 1 ? { result: matches[0] } : {}),
    ...(hasCandidates ? { candidates: matches } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

/** The time at which the node ran first, kept in a document of its own. */
function firstRunTime({ core, output }: PlacedNode, tx: RunnerTransaction): unknown {
  const kept = documentAt(output, { firstRunOf: addressCause(output) }, core.spaces.sha256);
  tx.log({ address: kept, depth: "deep", part: "value" });
  const known = tx.document(kept)?.value;
  if (typeof known === "number") return known;
  const time = Math.floor(core.ports.nowMs() / GRID_MS) * GRID_MS;
  writeStored(tx, kept, time);
  return time;
}

function stored({ output }: PlacedNode, found: Granted, isHeadless: boolean): unknown {
  // Who sets the result sets what was found.
  const linked = (value: unknown, redirect: boolean) =>
    typeof value === "object"
      ? makeLink(value as Address, { from: output.space, redirect })
      : value;
  const { error } = found;
  const answer = {
    ...("result" in found ? { result: linked(found.result, true) } : {}),
    candidates: Object.freeze((found.candidates ?? []).map((each) => linked(each, false))),
    ...(error === undefined ? {} : { error: Object.freeze({ message: error }) }),
  };
  return Object.freeze(isHeadless ? answer : { ...answer, $UI: wishView(answer) });
}
