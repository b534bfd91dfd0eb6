/**
 * The runtime that hosts construct: pieces and cells over spaces, with engine, cache and pattern
 * manager joined to it.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import type { StoredEdgeMemo } from "@commonfabric/compilation-cache";
import { type Counters, type Limits, makeCounters } from "@commonfabric/contract";
import type { SpaceStores } from "@commonfabric/storage";
import { entryRefOfAction } from "./engine/action-identity.ts";
import { authoredPosition } from "./engine/source-locations.ts";
import type { Engine } from "./engine/engine.ts";
import type { CompilerProvider } from "./engine/types.ts";
import type { PatternManager } from "./patterns/pattern-manager.ts";
import { IdempotenceCheck } from "./pieces/idempotence-check.ts";
import { PieceRuntime } from "./pieces/piece-runtime.ts";
import type { ConsoleSink } from "./sandbox/console.ts";
import { isThrownBy } from "./sandbox/guest-errors.ts";
import type { RuntimePorts } from "./scheduler/ports.ts";
import type { SchedulerSnapshot } from "./scheduler/snapshot.ts";
import { principalOf, type ScopeOption } from "./transactions/scope-keys.ts";
import { runUnwatched, type Telemetry } from "./telemetry/telemetry.ts";
import { trustedCode } from "./host/trusted-code.ts";
import { assembleHost, type Host } from "./host/assemble-host.ts";
import { type AttestationOption, attesterOf } from "./host/attestation-powers.ts";
import { takeFloatingRejections } from "./host/floating-rejections-powers.ts";
import { errorMapper } from "./host/map-error.ts";
import { freshRuntimeId, platformPorts } from "./host/platform-ports-powers.ts";
import { platformTelemetry } from "./host/telemetry-powers.ts";
import { readToolchain, type Toolchain } from "./host/toolchain-powers.ts";

export interface RuntimeOptions {
  /** `sqliteStores(dir)`. The runtime closes what it opened. */
  readonly stores: SpaceStores;
  /** Whether documents carry labels, and reads and writes obey them. Default: `enforce`. */
  readonly cfcMode?: "enforce" | "disabled";
  /**
   * Keys that compiled documents are signed and believed under. Stores in a directory bring a key
   * file of their own; for others this is required, keys or `"none"`.
   */
  readonly attestation?: AttestationOption;
  readonly ports?: Partial<RuntimePorts>;
  /**
   * Whose documents of the scopes `user` and `session` this runtime has. Without it the user is
   * `local`, and documents of the session are kept in memory only.
   */
  readonly scope?: ScopeOption;
  readonly counters?: Counters;
  /** Whether runs leave observations, so that resumed pieces need not run again. Default: true. */
  readonly observations?: boolean;
  /** `always` repeats each run of a computation and reports those whose writes differ. */
  readonly idempotenceCheck?: "off" | "always";
  /**
   * Lower values of what a runtime counts: `queuedEvents`, `suspensionRounds`, `pieceDepth`,
   * `nodesPerPiece`. The other limits are the same for everybody who reads a space.
   */
  readonly limits?: Partial<Limits>;
  /** Takes what guest code writes to its console; dropped when absent. */
  readonly console?: ConsoleSink;
  /** Versions of the installation; computed from its sources when absent. */
  readonly toolchain?: Toolchain;
  /**
   * Another compiler than the one of this workspace. `"none"`: what no stored body answers is not
   * loaded, with a {@link NoCompilerError}.
   */
  readonly compiler?: CompilerProvider | "none";
  /** What watches; by default OpenTelemetry, where the process runs with `OTEL_DENO=true`. */
  readonly telemetry?: Telemetry;
}

export class Runtime extends PieceRuntime {
  /** Compiles programs, loads patterns by pointer, keeps pointers durable. */
  readonly patterns: PatternManager;
  readonly engine: Engine;
  /** Import edges by text digest, in memory and in the first space that was opened. */
  readonly edgeMemo: StoredEdgeMemo;
  readonly toolchain: Toolchain;
  readonly #telemetry: Telemetry | undefined;
  readonly #endRejections: () => Promise<void>;
  readonly #stopWaiting: () => void;
  readonly #forgetSession: () => void;

  /** @throws {MissingAttestationError} @throws {TypeError} for another `cfcMode` */
  constructor(options: RuntimeOptions) {
    const counters = options.counters ?? makeCounters();
    const ports = { ...platformPorts(), ...options.ports };
    const toolchain = options.toolchain ?? readToolchain();
    const runtimeId = freshRuntimeId();
    const cfcMode = options.cfcMode ?? "enforce";
    const telemetry = options.telemetry ?? platformTelemetry(counters);
    const operation = telemetry?.operation ?? runUnwatched;
    let transactions = 0;
    // The host is made before the runtime that it calls back.
    const made: { runtime?: Runtime } = {};
    const idempotence = options.idempotenceCheck === "always" ? new IdempotenceCheck() : undefined;
    const host: Host = assembleHost({
      stores: options.stores,
      onSpaceOpened: async (space) => await made.runtime?.openSpace(space),
      counters,
      sha256: nodeSha256,
      toolchain,
      attester: attesterOf(options.attestation, options.stores),
      nowMs: ports.nowMs,
      principal: cfcMode === "enforce" ? principalOf(options.scope) : undefined,
      operation,
      equals: (a, b) => made.runtime?.equals(a, b) ?? Object.is(a, b),
      runningPatterns: () =>
        made.runtime?.snapshot().nodes.flatMap(({ patternIdentity: ref, piece }) =>
          ref === undefined || piece === undefined ? [] : [{ ref, space: piece.space }]
        ) ?? [],
      onError: (error) => made.runtime?.reportStore(error),
      newTransactionId: () => `${runtimeId}:cache:${++transactions}`,
      runtimeId,
      setTimer: ports.setTimer,
      ...(options.console === undefined ? {} : { console: onceEach(options.console, idempotence) }),
      ...(options.compiler === undefined ? {} : { compiler: options.compiler }),
    });
    const { engine, patterns, edgeMemo, stopWaiting } = host;
    if (telemetry !== undefined) {
      patterns.events.subscribe((event) => {
        telemetry.event(event);
        telemetry.count(counters);
      });
    }
    super({
      stores: host.stores,
      source: patterns,
      ports,
      runtimeId,
      cfcMode,
      counters,
      events: (event) => patterns.events.emit(event),
      operation,
      mapError: errorMapper(engine),
      resolveCode: trustedCode,
      idempotence,
      observations: options.observations ?? true,
      fingerprints: toolchain.fingerprints,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.scope === undefined ? {} : { scope: options.scope }),
    });
    made.runtime = this;
    this.#telemetry = telemetry;
    this.#endRejections = takeFloatingRejections((reason) => {
      if (!isThrownBy(reason, engine.stackMapper)) return false;
      this.reportFloating(reason);
      return true;
    });
    this.patterns = patterns;
    this.engine = engine;
    this.#forgetSession = host.forgetSession;
    this.#stopWaiting = stopWaiting;
    this.edgeMemo = edgeMemo;
    this.toolchain = toolchain;
  }

  override snapshot(): SchedulerSnapshot {
    const { nodes, ...rest } = super.snapshot();
    return { ...rest, nodes: nodes.map((node) => ({ ...node, source: this.#sourceOf(node.id) })) };
  }

  /**
   * As the runtime of pieces does. What was counted is added to the lifetime counters of the spaces
   * that were used for code, unless `isRefused` says that the session was to leave nothing.
   */
  override async dispose(
    { isRefused, ...options }: { deadlineMs?: number; isRefused?: boolean } = {},
  ): Promise<void> {
    if (isRefused === true) this.#forgetSession();
    this.#stopWaiting();
    await super.dispose(options);
    this.#telemetry?.count(this.counters());
    await this.#endRejections();
    this.engine.dispose();
  }

  #sourceOf(action: string): string | undefined {
    const ref = entryRefOfAction(action);
    return ref === undefined ? undefined : authoredPosition(this.engine.implementationFor(ref));
  }
}

/** Lines of repeated runs were printed by the run itself. */
function onceEach(console: ConsoleSink, idempotence: IdempotenceCheck | undefined): ConsoleSink {
  if (idempotence === undefined) return console;
  return (level, text) => {
    if (!idempotence.isRepeating) console(level, text);
  };
}
