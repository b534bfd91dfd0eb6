/**
 * Resuming from stored observations: the rows of a piece tree, and the current documents. Checks are
 * made when a node registers, against the replica, which follows every change since it was opened:
 * a change between fetch and registration is a read that differs.
 */
import type { Counters, EventSink } from "@commonfabric/contract";
import { documentKey } from "../links/sigil.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import type { Address } from "../types.ts";
import { acceptObservation, type ObservedWorld, type Row } from "./accept.ts";
import { instanceOf } from "./action-names.ts";
import { judgeStability } from "./identity-stability.ts";
import type { Observation } from "./observation.ts";
import type { RestoredNode, ResumeSource } from "./resume-source.ts";

/** Rows of one piece that no node has taken up. */
interface PieceRows {
  readonly byAction: Map<string, Row>;
  readonly byInstance: Map<string, Row>;
  /** Whether nodes of the graph are still registering: what has no row is counted. */
  isStarting: boolean;
}

export interface StoredResumeOptions {
  readonly world: ObservedWorld;
  readonly counters: Counters;
  readonly events: EventSink | undefined;
  /** Called with rows that no node of the graph of their piece has taken up. */
  readonly onLeft: (piece: Address, row: Observation) => void;
}

export class StoredResume implements ResumeSource {
  readonly #options: StoredResumeOptions;
  readonly #pieces = new Map<string, PieceRows>();

  constructor(options: StoredResumeOptions) {
    this.#options = options;
  }

  /** Enters what the store has of one piece of the tree, which may be nothing. */
  add(piece: Address, rows: readonly Row[]): void {
    const byAction = new Map(rows.map((row) => [row.observation.action, row]));
    const byInstance = new Map(rows.map((row) => [instanceOf(row.observation.action), row]));
    this.#pieces.set(documentKey(piece), { byAction, byInstance, isStarting: true });
  }

  accept(spec: ComputationSpec): RestoredNode | undefined {
    const piece = this.#pieces.get(documentKey(spec.piece));
    if (piece === undefined || spec.observed === undefined) return undefined;
    const { world, counters, events } = this.#options;
    const row = piece.byAction.get(spec.id) ?? piece.byInstance.get(instanceOf(spec.id));
    // What appears later and was never observed is new here.
    if (row === undefined && !piece.isStarting) return undefined;
    if (row !== undefined) {
      piece.byAction.delete(row.observation.action);
      judgeStability(spec, row.observation, { counters, events });
    }
    const outcome = acceptObservation(row, spec, world);
    if (typeof outcome !== "string") {
      counters.observationsAccepted++;
      return outcome;
    }
    counters.observationsRejected[outcome]++;
    // The row of other code at this place is nobody's.
    if (row !== undefined && row.observation.action !== spec.id) {
      this.#options.onLeft(spec.piece, row.observation);
    }
    return undefined;
  }

  finish(piece: Address): void {
    const rows = this.#pieces.get(documentKey(piece));
    if (rows === undefined || !rows.isStarting) return;
    rows.isStarting = false;
    for (const { observation } of rows.byAction.values()) {
      this.#options.onLeft(piece, observation);
    }
  }
}
