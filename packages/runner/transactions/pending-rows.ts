/** Observations on their way to the store, as commits see them. */
import type { CommitBatch, Observation } from "@commonfabric/storage";

/** The observation of one run, made when the commit it goes with is sent. */
export interface PendingRow {
  /** The same for every run of one action. */
  readonly key: string;
  readonly make: () => Observation | undefined;
}

/** The part of a batch that is about observations. */
export type RowBatch = Pick<CommitBatch, "observations" | "forget">;

/** The observations of a space that wait for a commit. */
export interface ObservationRows {
  /** What goes with a commit: the rows of its own runs, in their order, and those that wait. */
  forCommit(own: readonly PendingRow[]): RowBatch;
  /** The run wrote nothing: its row waits. */
  defer(row: PendingRow): void;
  committed(rows: RowBatch): void;
}
