/** A collector of OpenTelemetry on loopback: takes JSON, and gives spans and counters as plain data. */

export interface CollectedSpan {
  readonly name: string;
  readonly parent: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly error: string | undefined;
}

export interface Collector {
  readonly environment: Readonly<Record<string, string>>;
  /** Requests so far, of any kind. */
  requests(): number;
  /** Spans of our scope, in order of their start; a parent starts before its children. */
  spans(): readonly CollectedSpan[];
  /** The last value of each counter of our scope, by name and attribute. */
  counters(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const SCOPE = "@commonfabric/runner";

// deno-lint-ignore no-explicit-any -- the wire format
type Wire = any;

export function startCollector(): Collector {
  const bodies: { readonly path: string; readonly body: Wire }[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    bodies.push({ path: new URL(request.url).pathname, body: await request.json() });
    return Response.json({});
  });
  const scoped = (path: string, resources: string, scopes: string): Wire[] =>
    bodies.filter((each) => each.path === path).flatMap(({ body }) => body[resources])
      .flatMap((resource: Wire) => resource[scopes])
      .filter((each: Wire) => each.scope.name === SCOPE);
  return {
    environment: {
      OTEL_DENO: "true",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.addr.port}`,
    },
    requests: () => bodies.length,
    spans: () => spansOf(scoped("/v1/traces", "resourceSpans", "scopeSpans")),
    counters: () => countersOf(scoped("/v1/metrics", "resourceMetrics", "scopeMetrics")),
    close: () => server.shutdown(),
  };
}

function spansOf(scopes: readonly Wire[]): CollectedSpan[] {
  const wire: Wire[] = scopes.flatMap(({ spans }) => spans);
  const byId = new Map(wire.map((span) => [span.spanId, span]));
  const depth = (span: Wire): number =>
    span === undefined ? 0 : 1 + depth(byId.get(span.parentSpanId));
  wire.sort((a, b) =>
    Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)) || depth(a) - depth(b)
  );
  return wire.map((span): CollectedSpan => ({
    name: span.name,
    parent: byId.get(span.parentSpanId)?.name,
    attributes: attributesOf(span.attributes),
    startNs: BigInt(span.startTimeUnixNano),
    endNs: BigInt(span.endTimeUnixNano),
    error: span.status.code === 2 ? span.status.message : undefined,
  }));
}

function countersOf(scopes: readonly Wire[]): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { name, sum } of scopes.flatMap(({ metrics }) => metrics)) {
    for (const point of sum.dataPoints) {
      const part = Object.values(attributesOf(point.attributes)).join(".");
      values[part === "" ? name : `${name}.${part}`] = point.asDouble ?? Number(point.asInt);
    }
  }
  return values;
}

function attributesOf(list: readonly Wire[]): Record<string, unknown> {
  return Object.fromEntries(
    list.map(({ key, value }) => [key, value.stringValue ?? value.doubleValue ?? value.intValue]),
  );
}
