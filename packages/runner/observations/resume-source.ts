/** Where a starting piece learns which of its nodes need not run. */
import type { ComputationSpec } from "../scheduler/node.ts";
import type { Address, ReadEntry } from "../types.ts";
import type { ObservedChild } from "./observation.ts";

/** The state of a node that is up to date without having run here. */
export interface RestoredNode {
  readonly reads: readonly ReadEntry[];
  readonly writes: readonly Address[];
  /** Patterns that its last run applied; they start with it. */
  readonly children: readonly ObservedChild[];
}

export interface ResumeSource {
  /** The state of a node of a piece that starts; `undefined` when it has to run. */
  accept(spec: ComputationSpec): RestoredNode | undefined;
  /** All nodes of the graph of `piece` are registered. */
  finish(piece: Address): void;
}
