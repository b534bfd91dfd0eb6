/** The document of `cf run`. */
import type { Counters, Diagnostic } from "@commonfabric/contract";
import type { LoggedEvent } from "@commonfabric/runner";
import type { Timings } from "../output/timings.ts";
import type { PatternPointer } from "./open-piece.ts";
import type { StepReport } from "./run-steps.ts";
import type { RuntimeErrorShape } from "./runtime-error-shape.ts";

/** What guest code wrote to its console. `source` is `null`: lines carry no position. */
export interface ConsoleLine {
  readonly level: string;
  readonly text: string;
  readonly source: string | null;
}

/** Fields of one run; `null` where the run did not get that far. */
export interface RunReport {
  readonly format: "cf.run/1";
  readonly kind: "pattern";
  readonly ok: boolean;
  readonly file: string | null;
  readonly main: string | null;
  readonly entryIdentity: string | null;
  readonly pattern: PatternPointer | null;
  readonly space: string;
  readonly piece: string | null;
  readonly resumed: boolean;
  readonly argument: unknown;
  readonly result: unknown;
  readonly steps: readonly StepReport[];
  readonly stateDigest: string | null;
  /** The rendered tree, when it was asked for and there is one. */
  readonly view: unknown;
  /** Events of the pattern manager in order, when they were asked for. */
  readonly trace: readonly LoggedEvent[] | null;
  readonly errors: readonly RuntimeErrorShape[];
  readonly console: readonly ConsoleLine[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counters: Counters;
  readonly timings: Timings;
}
