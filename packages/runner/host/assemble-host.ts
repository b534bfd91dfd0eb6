/**
 * Joins engine, verifier, compiler, host modules, cache and pattern manager into one host. The
 * runtime is the only caller; it adds cells, scheduler and pieces.
 */
import type { Sha256 } from "@commonfabric/canonical";
import {
  type Attester,
  type DocTrust,
  makeEdgeMemo,
  type StoredEdgeMemo,
  type VerifyBody,
} from "@commonfabric/compilation-cache";
import { type Counters, moduleRecordKey } from "@commonfabric/contract";
import { hostTable } from "@commonfabric/api";
import {
  computeModuleIdentities,
  makeIdentityMemo,
  scanImports,
} from "@commonfabric/module-identity";
import type { Cancel, SpaceId, SpaceStore, SpaceStores } from "@commonfabric/storage";
import { Engine } from "../engine/engine.ts";
import { NO_COMPILER } from "../engine/no-compiler.ts";
import { makeLazyCompiler } from "../engine/lazy-compiler-powers.ts";
import type { CompilerProvider } from "../engine/types.ts";
import { EventLog } from "../patterns/event-log.ts";
import type { PatternManagerParts } from "../patterns/manager-parts.ts";
import { PatternManager } from "../patterns/pattern-manager.ts";
import type { ConsoleSink } from "../sandbox/console.ts";
import { makeModuleVerifier } from "../sandbox/module-verifier.ts";
import type { RunOperation } from "../telemetry/telemetry.ts";
import { hardenCatchableErrors } from "./catchable-errors.ts";
import { hostModules } from "./host-modules.ts";
import { LifetimeRecord } from "./lifetime-record.ts";
import { cachePort } from "./labelled-port.ts";
import { sharedStores } from "./shared-stores.ts";
import { SpaceCaches } from "./space-caches.ts";
import type { Toolchain } from "./toolchain-powers.ts";

export interface HostOptions {
  readonly stores: SpaceStores;
  /** Called when a space is first used for code, so that its cells are resident as well. */
  readonly onSpaceOpened: (space: SpaceId) => Promise<void>;
  readonly counters: Counters;
  readonly sha256: Sha256;
  readonly toolchain: Toolchain;
  readonly attester: Attester | "none";
  readonly nowMs: () => number;
  /** Who the current principal of labels is; `undefined` where labels are not enforced. */
  readonly principal: string | undefined;
  readonly operation: RunOperation;
  /** Whether two values are the same place, by resolved links. */
  readonly equals: (a: unknown, b: unknown) => boolean;
  /** The pointers of what runs, and the spaces that it runs in. */
  readonly runningPatterns: PatternManagerParts["runningPatterns"];
  readonly onError: (error: unknown) => void;
  readonly newTransactionId: () => string;
  /** Names this runtime among those of a store. */
  readonly runtimeId: string;
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
  readonly console?: ConsoleSink;
  /** Loads the compiler when a body is missing; the one of this workspace when absent. */
  readonly compiler?: CompilerProvider | "none";
}

export interface Host {
  readonly engine: Engine;
  readonly patterns: PatternManager;
  readonly stores: SpaceStores;
  readonly edgeMemo: StoredEdgeMemo;
  /** Waits no more: what other processes compile is compiled here, copies are left to others. */
  readonly stopWaiting: () => void;
  /** Leaves the lifetime counters of spaces as they are when the session ends. */
  readonly forgetSession: () => void;
}

export function assembleHost(options: HostOptions): Host {
  hardenCatchableErrors();
  const { counters, sha256, toolchain } = options;
  const events = new EventLog(options.nowMs);
  const uncounted = new Map<SpaceId, SpaceStore>();
  const stores = sharedStores(
    async (space) => {
      const store = await options.stores(space);
      uncounted.set(space, store);
      return store;
    },
    counters,
    (space, store) => void patterns.goOn(space, store),
  );
  const edgeMemo = makeEdgeMemo(() => caches.firstStore, sha256);
  const identityMemo = makeIdentityMemo();
  const { verifierVersion } = toolchain;
  // Cache and engine share one verifier and its memo: a body read from a store is parsed once.
  const verifier = makeModuleVerifier({
    policy: { hosts: hostTable },
    sha256,
    verifierVersion,
    counters,
  });
  const verifyBody: VerifyBody = (body, { identity, filename, imports }) =>
    verifier.verifyBody(body, {
      specifier: moduleRecordKey(identity),
      declaredImports: imports.filter(({ kind }) => kind !== "data").map((edge) => edge.specifier),
      authoredPath: filename,
    });
  const trust: DocTrust = {
    attester: options.attester,
    verifyBody,
    isCurrentVerdict: (verdict) => verifier.isCurrent(verdict),
  };
  const engine = new Engine({
    hosts: { table: hostTable, modules: hostModules(options.equals) },
    sha256,
    compiler: options.compiler === "none"
      ? NO_COMPILER
      : options.compiler ?? makeLazyCompiler(counters),
    verifier,
    verifierVersion,
    computeModuleIdentities: (program, identityOptions) =>
      computeModuleIdentities(program, { ...identityOptions, identityMemo }),
    edges: { memo: edgeMemo, scan: scanImports },
    events: (event) => events.emit(event),
    counters,
    ...(options.console === undefined ? {} : { console: options.console }),
  });
  const lifetime = new LifetimeRecord(counters, { sha256, newTxId: options.newTransactionId });
  const closing = new AbortController();
  const { nowMs, setTimer, newTransactionId: newTxId } = options;
  const caches = new SpaceCaches({
    stores,
    onSpaceOpened: options.onSpaceOpened,
    portOf: (store) => cachePort(store, options.principal),
    runtimeVersion: () => toolchain.runtimeVersion,
    trust,
    powers: { sha256, newTxId, counters },
    emit: (event) => events.emit(event),
    edgeMemo,
    leases: {
      sha256,
      newTxId,
      owner: options.runtimeId,
      nowMs,
      setTimer,
      closing: closing.signal,
    },
  });
  const patterns = new PatternManager({
    engine,
    events,
    counters,
    operation: options.operation,
    runtimeVersion: () => toolchain.runtimeVersion,
    runningPatterns: options.runningPatterns,
    onError: options.onError,
    canCompile: options.compiler !== "none",
    // What a session leaves of its counters is no part of them.
    closing: () => lifetime.write([...caches.spaces].map((space) => uncounted.get(space)!)),
    cacheOf: (space) => caches.cacheOf(space),
    copiesOf: (space) => caches.copiesOf(space),
    setTimer,
  });
  const stopWaiting = (): void => {
    closing.abort();
    patterns.stopRetrying();
  };
  const forgetSession = () => lifetime.forget();
  return { engine, patterns, stores, edgeMemo, stopWaiting, forgetSession };
}
