/** The parts that a host makes a pattern manager of. */
import type { Counters } from "@commonfabric/contract";
import type { EntryRef } from "@commonfabric/module-identity";
import type { Cancel, SpaceId } from "@commonfabric/storage";
import type { Engine } from "../engine/engine.ts";
import type { RunOperation } from "../telemetry/telemetry.ts";
import type { EventLog } from "./event-log.ts";
import type { ModuleCache } from "./module-cache.ts";
import type { SpaceCopies } from "./space-copies.ts";

export interface PatternManagerParts {
  readonly engine: Engine;
  readonly cacheOf: (space: SpaceId) => Promise<ModuleCache>;
  /** What may be copied from and to a space. */
  readonly copiesOf: (space: SpaceId) => Promise<SpaceCopies>;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
  readonly events: EventLog;
  readonly counters: Counters;
  readonly operation: RunOperation;
  /** Toolchain fingerprint, for the negative memo; `undefined` when it could not be computed. */
  readonly runtimeVersion: () => string | undefined;
  /** Whether a body that is missing, or that stored code is blamed for, can be made anew. */
  readonly canCompile: boolean;
  /** The pointers of what runs, and the spaces that it runs in. */
  readonly runningPatterns: () => Iterable<{ readonly ref: EntryRef; readonly space: SpaceId }>;
  /** Called once, before the stores are closed. */
  readonly closing: () => Promise<void>;
  /** Failures of background work. */
  readonly onError: (error: unknown) => void;
}
