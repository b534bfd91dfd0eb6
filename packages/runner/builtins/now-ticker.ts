/**
 * Time that ticks: per space and interval one document with the time, one computation that writes
 * it, and while something demands it one timer.
 *
 *     wish("#now/5") --link--> document <-- computation <-- timer
 *                                              runs when demanded, and then arms the timer
 *
 * Without demand there is no timer, and the computation runs when it is demanded again.
 */
import type { Cancel, SpaceId } from "@commonfabric/storage";
import { documentAt } from "../pieces/piece-addresses.ts";
import type { RuntimeCore, Tickers } from "../pieces/runtime-core.ts";
import type { ComputationNode, ComputationSpec, RunOutcome } from "../scheduler/node.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { writeStored } from "../pieces/builtin-nodes.ts";

interface Ticker {
  readonly address: Address;
  readonly stepMs: number;
  readonly node: ComputationNode;
  /** Wishes that lead here. */
  users: number;
  cancelTimer: Cancel | undefined;
}

/** The tickers of one runtime. */
export class NowTickers implements Tickers {
  readonly #coreOf: () => RuntimeCore;
  readonly #tickers = new Map<string, Ticker>();

  /** The core holds this table, so it is asked for when it is complete. */
  constructor(core: () => RuntimeCore) {
    this.#coreOf = core;
  }

  /** Where the time of `space` is that ticks every `seconds`. */
  addressOf(space: SpaceId, seconds: number): Address {
    const near: Address = { space, scope: "space", id: "", path: [] };
    const cause = { wellKnown: "now", everySeconds: seconds };
    return documentAt(near, cause, this.#coreOf().spaces.sha256);
  }

  /** Keeps the ticker there until the answer is called. */
  use(space: SpaceId, seconds: number): Cancel {
    const key = `${seconds}\u0000${space}`;
    const ticker = this.#tickers.get(key) ?? this.#make(space, seconds);
    this.#tickers.set(key, ticker);
    ticker.users++;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      if (--ticker.users > 0) return;
      this.#tickers.delete(key);
      ticker.cancelTimer?.();
      this.#coreOf().scheduler.unregister(ticker.node);
    };
  }

  endIdle(): void {
    const { scheduler } = this.#coreOf();
    for (const ticker of this.#tickers.values()) {
      if (ticker.cancelTimer === undefined || scheduler.isDemanded(ticker.node)) continue;
      ticker.cancelTimer();
      ticker.cancelTimer = undefined;
      scheduler.lapse(ticker.node);
    }
  }

  #make(space: SpaceId, seconds: number): Ticker {
    const address = this.addressOf(space, seconds);
    const made: { ticker?: Ticker } = {};
    const spec: ComputationSpec = {
      id: `builtin:wish:now/${seconds}:${space}`,
      implementation: "impl:builtin:wish",
      piece: address,
      declaredReads: [],
      outputs: [address],
      run: (node) => this.#run(made.ticker!, node),
    };
    const node = this.#coreOf().scheduler.register(spec);
    made.ticker = { address, stepMs: seconds * 1_000, node, users: 0, cancelTimer: undefined };
    return made.ticker;
  }

  #run(ticker: Ticker, node: ComputationNode): RunOutcome {
    const core = this.#coreOf();
    const tx = new RunnerTransaction(core.spaces, { source: node, onMissing: "suspend" });
    tx.setImplementationIdentity({ kind: "builtin", builtinId: "wish" });
    const { address, stepMs } = ticker;
    const now = core.ports.nowMs();
    const step = Math.floor(now / stepMs);
    try {
      writeStored(tx, address, step * stepMs);
    } catch (error) {
      if (!tx.isSuspended) throw error;
      const ready = core.spaces.load(tx.missing);
      tx.abort();
      return { kind: "suspended", reads: [], ready };
    }
    core.track(commit(core, tx, node), { kind: "store", action: node.spec.id });
    ticker.cancelTimer?.();
    ticker.cancelTimer = core.ports.setTimer((step + 1) * stepMs - now, () => {
      ticker.cancelTimer = undefined;
      core.scheduler.invalidate(node);
    });
    return { kind: "done", reads: [], writes: [address] };
  }
}

/** A conflict means that another process ticked: the time is looked at again. */
async function commit(
  core: RuntimeCore,
  tx: RunnerTransaction,
  node: ComputationNode,
): Promise<void> {
  tx.prepareCfc();
  const result = await tx.commit();
  if ("conflict" in result) core.scheduler.invalidate(node);
  if ("refused" in result) {
    throw new Error(`The commit of a tick was refused: ${result.refused.code}`);
  }
}
