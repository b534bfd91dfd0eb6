/** What the scheduler needs from the platform and from the runtime. */
import type { Counters, EventSink } from "@commonfabric/contract";
import type { LlmClient } from "../builtins/llm-port.ts";
import type { Cancel, SpaceId } from "@commonfabric/storage";
import type { Fetch } from "../builtins/fetch-port.ts";
import type { Address, Cell, ReadEntry } from "../types.ts";
import type { ComputationNode } from "./node.ts";

export interface RuntimePorts {
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
  /** Shows a piece. Absent in a host that shows nothing. */
  readonly navigate?: (piece: Cell) => void;
  /** The space that a name stands for; by default the one that is called so. */
  readonly resolveSpace?: (name: string) => SpaceId;
  /** The network. Absent in a host without one. */
  readonly fetch?: Fetch;
  /** A language model. Absent in a host without one. */
  readonly llm?: LlmClient;
}

export interface SchedulerOptions {
  readonly ports: RuntimePorts;
  readonly counters: Counters;
  readonly events?: EventSink | undefined;
  readonly report: (error: unknown, node?: ComputationNode) => void;
  /** Called when demand may have ended: after a pass, and when a root is gone. */
  readonly demandMoved: () => void;
  /** Where the link at a place leads; `undefined` when none is there. */
  readonly linkAt: (address: Address) => Address | undefined;
  /** Stores what computations wrote. */
  readonly flush: () => void;
  /**
   * Starts pieces whose documents were read and that nothing in the pass has started; the answer
   * settles when they run, and is `undefined` when there are none.
   */
  readonly reached: (reads: Iterable<ReadEntry>) => Promise<void> | undefined;
}
