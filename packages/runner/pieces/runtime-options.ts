/** What a runtime of pieces is made of, and which choices are refused because nothing stands behind. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Counters, EventSink, Limits } from "@commonfabric/contract";
import type { SpaceStores } from "@commonfabric/storage";
import type { Implementation, JavascriptModule } from "../builders/graph.ts";
import type { RuntimeFingerprints } from "../observations/observer.ts";
import type { RuntimePorts } from "../scheduler/ports.ts";
import type { ErrorMapper } from "../scheduler/report.ts";
import type { RunOperation } from "../telemetry/telemetry.ts";
import type { ScopeOption } from "../transactions/scope-keys.ts";
import type { IdempotenceCheck } from "./idempotence-check.ts";
import type { PatternSource } from "./pattern-source.ts";

export interface PieceRuntimeOptions {
  readonly stores: SpaceStores;
  readonly source: PatternSource;
  readonly ports: RuntimePorts;
  /** Unique among the runtimes of a store. */
  readonly runtimeId: string;
  /** Integrity labels are not there: only `disabled` is accepted. */
  readonly cfcMode: "enforce" | "disabled";
  readonly scope?: ScopeOption;
  readonly counters?: Counters;
  readonly events?: EventSink;
  /** Runs what telemetry shows as an operation; nobody watches by default. */
  readonly operation?: RunOperation;
  readonly mapError?: ErrorMapper;
  /** Resolves authored code to the function that may run; by default the live one. */
  readonly resolveCode?: (module: JavascriptModule) => Implementation;
  readonly sha256?: Sha256;
  /** Whether runs leave observations. Default: true. */
  readonly observations?: boolean;
  /** Versions that observations are stored and accepted under; without them none is. */
  readonly fingerprints?: (() => RuntimeFingerprints) | undefined;
  /** Lower values of the limits that a runtime counts; `RangeError` for others. */
  readonly limits?: Partial<Limits>;
  /** Repeats runs of computations and reports those whose writes differ. */
  readonly idempotence?: IdempotenceCheck | undefined;
}

/** @throws {Error} for `cfcMode: "enforce"` */
export function refuseMissingParts(options: PieceRuntimeOptions): void {
  if (options.cfcMode !== "disabled") {
    throw new Error(
      'cfcMode "enforce" is not available: integrity labels are missing. Pass cfcMode: "disabled".',
    );
  }
}
