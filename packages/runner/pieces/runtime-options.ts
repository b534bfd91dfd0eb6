/** What a runtime of pieces is made of. */
import type { Sha256 } from "@commonfabric/canonical";
import { type Counters, type EventSink, type Limits, quote } from "@commonfabric/contract";
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
  /** Whether documents carry labels, and reads and writes obey them. */
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

/** @throws {TypeError} for another `cfcMode` */
export function checkOptions(options: PieceRuntimeOptions): void {
  if (options.cfcMode !== "enforce" && options.cfcMode !== "disabled") {
    throw new TypeError(
      `cfcMode is "enforce" or "disabled", not ${quote(String(options.cfcMode))}.`,
    );
  }
}
