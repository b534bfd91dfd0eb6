/** A runtime over a memory store, with a table of patterns instead of compiled programs. */
import type { EngineEvent } from "@commonfabric/contract";
import type { EntryRef } from "@commonfabric/module-identity";
import type { Cancel, SpaceStores } from "@commonfabric/storage";
import { memoryStores } from "../../../storage/test/support/memory-store.ts";
import type { PatternValue } from "../../builders/graph.ts";
import { makeCommonfabricModule } from "../../builders/host-module.ts";
import { originalArtifact } from "../../engine/provenance.ts";
import type { PatternSource } from "../../pieces/pattern-source.ts";
import { PieceRuntime as Runtime } from "../../pieces/piece-runtime.ts";
import type { PieceRuntimeOptions } from "../../pieces/runtime-options.ts";
import type { RuntimeError } from "../../scheduler/errors.ts";
import type { RuntimePorts } from "../../scheduler/ports.ts";

// deno-lint-ignore no-explicit-any -- patterns of tests are foreign code
export type Any = any;

/** The authored names, as pattern code sees them; the realm is not locked down. */
export const H: Any = makeCommonfabricModule({
  freezePlainData: deepFreeze,
  hardenCallback: (callback) => void Object.freeze(callback),
  equals: (a, b) => current!.equals(a, b),
}).helpers;

let current: Runtime | undefined;

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

export const SPACE = "home";

/** Patterns by pointer. A table given to two runtimes stands for code that both can load. */
export class FakeSource implements PatternSource {
  readonly #refs = new Map<unknown, EntryRef>();
  readonly #patterns = new Map<string, PatternValue>();
  readonly persisted: string[] = [];
  readonly loads: string[] = [];
  isLive = true;

  /** Gives `pattern` the pointer of a module of its own. */
  add(name: string, pattern: Any): Any {
    const identity = name.padEnd(42, "x") + "A";
    this.#refs.set(pattern, { identity, symbol: "default" });
    this.#patterns.set(identity, pattern);
    return pattern;
  }

  forget(pattern: unknown): void {
    this.#patterns.delete(this.#refs.get(pattern)!.identity);
  }

  artifactFromIdentitySync(identity: string): unknown {
    return this.isLive ? this.#patterns.get(identity) : undefined;
  }

  loadPatternByIdentity(identity: string): Promise<PatternValue | undefined> {
    this.loads.push(identity.slice(0, 8));
    return Promise.resolve(this.#patterns.get(identity));
  }

  getArtifactEntryRef(value: unknown): EntryRef | undefined {
    return this.#refs.get(originalArtifact(value as object));
  }

  ensurePatternPersisted(pattern: PatternValue, space: string): Promise<void> {
    this.persisted.push(
      `${space}:${this.getArtifactEntryRef(pattern)!.identity.replace(/x+A$/, "")}`,
    );
    return Promise.resolve();
  }
}

/** A clock that moves only when told. */
export class FakeClock {
  now = 1_700_000_000_500;
  readonly #timers: { at: number; fn: () => void }[] = [];

  setTimer(ms: number, fn: () => void): Cancel {
    const timer = { at: this.now + ms, fn };
    this.#timers.push(timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at >= 0) this.#timers.splice(at, 1);
    };
  }

  advance(ms: number): void {
    this.now += ms;
    for (const timer of this.#timers.filter((each) => each.at <= this.now)) {
      this.#timers.splice(this.#timers.indexOf(timer), 1);
      timer.fn();
    }
  }
}

export interface TestRuntime {
  readonly runtime: Runtime;
  readonly source: FakeSource;
  readonly clock: FakeClock;
  readonly stores: SpaceStores;
  readonly events: EngineEvent[];
  readonly errors: RuntimeError[];
}

type TestOptions =
  | "cfcMode"
  | "idempotence"
  | "runtimeId"
  | "scope"
  | "observations"
  | "fingerprints"
  | "limits";

let runtimes = 0;

/** A runtime whose spaces are opened; pass `stores` and `source` of another one to share them. */
export async function makeTestRuntime(
  shared: Partial<Pick<TestRuntime, "stores" | "source" | "clock">> = {},
  ports: Partial<RuntimePorts> = {},
  options: Partial<Pick<PieceRuntimeOptions, TestOptions>> = {},
): Promise<TestRuntime> {
  const clock = shared.clock ?? new FakeClock();
  const stores = shared.stores ?? memoryStores();
  const source = shared.source ?? new FakeSource();
  const events: EngineEvent[] = [];
  const errors: RuntimeError[] = [];
  let seed = 0;
  const runtime = new Runtime({
    stores,
    source,
    ports: {
      nowMs: () => clock.now,
      random: () => (seed = (seed + 0.37) % 1),
      setTimer: (ms, fn) => clock.setTimer(ms, fn),
      ...ports,
    },
    runtimeId: `test${++runtimes}`,
    cfcMode: "enforce",
    events: (event) => events.push(event),
    fingerprints: () => ({ host: "host", sched: "sched" }),
    ...options,
  });
  runtime.onError((error) => errors.push(error));
  await runtime.openSpace(SPACE);
  current = runtime;
  return { runtime, source, clock, stores, events, errors };
}

/** Sets up and starts `pattern` at the cell that `cause` names. */
export async function runPattern(
  test: TestRuntime,
  pattern: Any,
  argument: unknown,
  cause: unknown = "piece",
): Promise<Any> {
  const { runtime } = test;
  await runtime.editWithRetry((tx) => {
    runtime.run(tx, pattern, argument, runtime.getCell<Any>(SPACE, cause, { tx }));
  });
  await runtime.idle();
  return runtime.getCell<Any>(SPACE, cause);
}

/** Runs `body` on a fresh runtime and disposes of it; reported errors must be expected. */
export async function withRuntime(
  body: (test: TestRuntime) => Promise<void>,
  options: Parameters<typeof makeTestRuntime>[2] = {},
): Promise<void> {
  const test = await makeTestRuntime({}, {}, options);
  try {
    await body(test);
  } finally {
    await test.runtime.dispose();
  }
}
