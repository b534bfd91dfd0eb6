/**
 * Observation rows that this connection wrote: where they are and which reads they are indexed
 * under. As long as no other connection has written, a further run of the same action with the same
 * reads costs one statement.
 */
import { docKeyText } from "../document-id.ts";
import type { PreparedObservation } from "../prepared-batch.ts";

/** Rows that are remembered; when that many are there, all are forgotten. */
const REMEMBERED_ROWS = 8_192;

export interface KnownObservation {
  readonly row: number;
  /** Row keys of the documents it read. */
  readonly reads: readonly Uint8Array[];
}

type ObservationKey = Pick<PreparedObservation, "piece" | "action">;

export class KnownObservations {
  readonly #rows = new Map<string, KnownObservation>();

  get(key: ObservationKey): KnownObservation | undefined {
    return this.#rows.get(textOf(key));
  }

  note(key: ObservationKey, known: KnownObservation): void {
    if (this.#rows.size === REMEMBERED_ROWS) this.#rows.clear();
    this.#rows.set(textOf(key), known);
  }

  drop(key: ObservationKey): void {
    this.#rows.delete(textOf(key));
  }

  forget(): void {
    this.#rows.clear();
  }
}

/** Whether two lists hold the same row keys in the same order; keys of one connection are shared. */
export function sameKeys(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}

/** Actions contain no NUL. */
function textOf({ piece, action }: ObservationKey): string {
  return `${action}\u0000${docKeyText(piece)}`;
}
