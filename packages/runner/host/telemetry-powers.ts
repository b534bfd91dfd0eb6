/**
 * The telemetry of this process: the global API of OpenTelemetry, which Deno fills when it runs with
 * `OTEL_DENO=true`. Where nothing has filled it there is none, and nothing is paid for it.
 */
import type { Counters } from "@commonfabric/contract";
import {
  type ContextManager,
  type Meter,
  OpenTelemetry,
  type Tracer,
} from "../telemetry/opentelemetry.ts";
import { type OperationName, runUnwatched, type Telemetry } from "../telemetry/telemetry.ts";

/** The place that every version 1 of the API agrees on. */
const API = Symbol.for("opentelemetry.js.api.1");

const SCOPE = "@commonfabric/runner";

interface GlobalApi {
  readonly trace?: { getTracer(scope: string): Tracer };
  readonly metrics?: { getMeter(scope: string): Meter };
  readonly context?: ContextManager;
}

/** Runs an operation that no runtime does, watched where telemetry is on. */
export function runWatched<T>(name: OperationName, fn: () => Promise<T>): Promise<T> {
  return (platformTelemetry()?.operation ?? runUnwatched)(name, fn);
}

/** `undefined` when telemetry is off. What `before` stands at is not told. */
export function platformTelemetry(before?: Counters): Telemetry | undefined {
  const api = (globalThis as { readonly [API]?: GlobalApi })[API];
  if (api === undefined) return undefined;
  return new OpenTelemetry({
    tracer: api.trace?.getTracer(SCOPE),
    meter: api.metrics?.getMeter(SCOPE),
    context: api.context,
    nowMs: () => performance.timeOrigin + performance.now(),
  }, before);
}
