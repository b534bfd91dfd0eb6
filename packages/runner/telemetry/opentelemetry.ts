/**
 * Telemetry as OpenTelemetry has it. An operation is a span; each event in it is a span of the
 * event's name that covers the time since the one before it, because events tell what has ended:
 *
 *     loadPatternByIdentity   |----------------------------------|
 *       cacheHit              |-------|
 *       evaluated                     |--------------------------|
 *
 * An event outside of every operation is a span without duration.
 */
import { type Counters, type EngineEvent, makeCounters } from "@commonfabric/contract";
import { messageOf } from "../sandbox/guest-errors.ts";
import { type Attributes, attributesOf, weightOf } from "./event-attributes.ts";
import type { OperationName, Telemetry } from "./telemetry.ts";

/** The parts of the API of OpenTelemetry that this file calls. Times are epoch milliseconds. */
export interface OpenTelemetryApi {
  readonly tracer: Tracer | undefined;
  readonly meter: Meter | undefined;
  readonly context: ContextManager | undefined;
  readonly nowMs: () => number;
}

export interface Tracer {
  startSpan(name: string, options: SpanOptions): Span;
  startActiveSpan<T>(name: string, options: SpanOptions, fn: (span: Span) => T): T;
}

export interface SpanOptions {
  readonly startTime?: number;
  readonly attributes?: Attributes;
}

export interface Span {
  setStatus(status: { readonly code: 2; readonly message: string }): void;
  end(timeMs: number): void;
}

export interface Meter {
  createCounter(name: string): Counter;
}

export interface Counter {
  add(value: number, attributes?: Attributes): void;
}

export interface ContextManager {
  active(): Context;
  with<T>(context: Context, fn: () => T): T;
}

export interface Context {
  getValue(key: symbol): unknown;
  setValue(key: symbol, value: unknown): Context;
}

/** An operation under way; the stage that runs in it began at `stageMs`. */
interface Operation {
  readonly parent: Operation | undefined;
  stageMs: number;
  isOver: boolean;
}

const OPERATION = Symbol("cf operation");

/** Counters with parts: the attribute that tells the parts apart. */
const NESTED: ReadonlyMap<string, string> = new Map([
  ["observationsRejected", "cf.reason"],
  ["identityStability", "cf.outcome"],
]);

/** Events of these names are counted by the engine. */
const COUNTED: ReadonlySet<string> = new Set(Object.keys(makeCounters()));

export class OpenTelemetry implements Telemetry {
  readonly #api: OpenTelemetryApi;
  // At most one for each event type and each field of the counters.
  readonly #counters = new Map<string, Counter>();
  readonly #told = new Map<string, number>();

  /** What `before` stands at was told, or is nobody's to tell. */
  constructor(api: OpenTelemetryApi, before: Counters = makeCounters()) {
    this.#api = api;
    this.#move(before, () => {});
  }

  operation = async <T>(name: OperationName, fn: () => Promise<T>): Promise<T> => {
    const { tracer, context, nowMs } = this.#api;
    if (tracer === undefined || context === undefined) return await fn();
    const startTime = nowMs();
    return await tracer.startActiveSpan(name, { startTime }, async (span) => {
      const active = context.active();
      const parent = active.getValue(OPERATION) as Operation | undefined;
      const operation: Operation = { parent, stageMs: startTime, isOver: false };
      try {
        return await context.with(active.setValue(OPERATION, operation), fn);
      } catch (error) {
        span.setStatus({ code: 2, message: messageOf(error) });
        throw error;
      } finally {
        const endMs = nowMs();
        operation.isOver = true;
        if (parent !== undefined) parent.stageMs = endMs;
        span.end(endMs);
      }
    });
  };

  event = (event: EngineEvent): void => {
    const { tracer, context, nowMs } = this.#api;
    if (!COUNTED.has(event.type)) this.#counter(event.type)?.add(weightOf(event));
    if (tracer === undefined) return;
    const operation = context?.active().getValue(OPERATION) as Operation | undefined;
    const endMs = nowMs();
    const startTime = operation === undefined || operation.isOver ? endMs : operation.stageMs;
    tracer.startSpan(event.type, { startTime, attributes: attributesOf(event) }).end(endMs);
    if (operation !== undefined) operation.stageMs = endMs;
  };

  count = (counters: Counters): void => {
    if (this.#api.meter === undefined) return;
    this.#move(counters, (name, moved, attributes) => this.#counter(name)?.add(moved, attributes));
  };

  #move(
    counters: Counters,
    tell: (name: string, moved: number, attributes: Attributes) => void,
  ): void {
    for (const [name, value] of Object.entries(counters)) {
      const attribute = NESTED.get(name);
      const parts: Record<string, number> = typeof value === "number"
        ? { "": value }
        : { ...value };
      for (const [part, now] of Object.entries(parts)) {
        const key = `${name}.${part}`;
        const moved = now - (this.#told.get(key) ?? 0);
        this.#told.set(key, now);
        if (moved > 0) tell(name, moved, attribute === undefined ? {} : { [attribute]: part });
      }
    }
  }

  #counter(name: string): Counter | undefined {
    const known = this.#counters.get(name);
    if (known !== undefined) return known;
    const made = this.#api.meter?.createCounter(name);
    if (made !== undefined) this.#counters.set(name, made);
    return made;
  }
}
