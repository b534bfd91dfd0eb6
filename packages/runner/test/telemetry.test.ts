/** OpenTelemetry: fresh processes with a collector on loopback, and the same ones without. */
import { AsyncLocalStorage } from "node:async_hooks";
import assert from "node:assert/strict";
import { type Counters, type EngineEvent, makeCounters } from "@commonfabric/contract";
import type { Attributes } from "../telemetry/event-attributes.ts";
import {
  OpenTelemetry,
  type OpenTelemetryApi,
  type SpanOptions,
} from "../telemetry/opentelemetry.ts";
import { type CollectedSpan, type Collector, startCollector } from "./support/otlp-collector.ts";

interface Report {
  readonly events: readonly EngineEvent[];
  readonly counters: Counters;
  readonly isWatched: boolean;
}

const script = new URL("./support/telemetry-process.ts", import.meta.url).pathname;

async function run(
  directory: string,
  task: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Report> {
  const { stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--quiet", "--allow-all", script, directory, task],
    env,
  }).output();
  const text = new TextDecoder().decode(stdout).trim();
  assert.ok(text.startsWith("{"), new TextDecoder().decode(stderr));
  return JSON.parse(text);
}

/** Runs `task` in a store of its own, after `before`, and collects what it tells. */
async function collected(
  task: string,
  before: readonly string[] = [],
): Promise<{ report: Report; collector: Collector }> {
  const directory = await Deno.makeTempDir();
  const collector = startCollector();
  try {
    for (const each of before) await run(directory, each);
    return { report: await run(directory, task, collector.environment), collector };
  } finally {
    await collector.close();
    await Deno.remove(directory, { recursive: true });
  }
}

function shape(spans: readonly CollectedSpan[]): string[] {
  return spans.map(({ name, parent }) => parent === undefined ? name : `${parent} > ${name}`);
}

const cases: readonly {
  readonly task: string;
  readonly before?: readonly string[];
  readonly expected: readonly string[];
}[] = [{
  task: "create",
  expected: [
    "compilePattern",
    "compilePattern > identified",
    "compilePattern > cacheMiss",
    "compilePattern > compiled",
    "compilePattern > verified",
    "compilePattern > evaluated",
    "compilePattern > wroteBack",
    "ensurePatternPersisted",
    "started",
    "ran",
  ],
}, {
  task: "resume",
  before: ["create"],
  expected: [
    "start",
    "start > loadPatternByIdentity",
    "loadPatternByIdentity > cacheHit",
    "loadPatternByIdentity > verified",
    "loadPatternByIdentity > evaluated",
    "start > resumed",
  ],
}];

for (const { task, before, expected } of cases) {
  Deno.test(`telemetry of ${task}: operations with their events, and the counters of the process`, async () => {
    const { report, collector } = await collected(task, before);
    assert.ok(report.isWatched);
    assert.deepEqual(shape(collector.spans()), expected);
    const counters = collector.counters();
    for (const [name, value] of Object.entries(report.counters)) {
      if (typeof value === "number") assert.equal(counters[name] ?? 0, value, name);
    }
    assert.equal(
      counters["identityStability.stable"] ?? 0,
      report.counters.identityStability.stable,
    );
    assert.equal(counters.evaluated, 3, "modules");
  });
}

Deno.test("spans carry entry, space and module counts, and last as long as what they tell of", async () => {
  const { report, collector } = await collected("create");
  const spans = new Map(collector.spans().map((span) => [span.name, span]));
  const identified = report.events.find((event) => event.type === "identified")!;
  assert.deepEqual(spans.get("cacheMiss")!.attributes, {
    "cf.entry": identified.entry,
    "cf.space": "home",
    "cf.reasons": "absent: 3",
  });
  assert.deepEqual(spans.get("wroteBack")!.attributes, {
    "cf.entry": identified.entry,
    "cf.space": "home",
    "cf.sources": 3,
    "cf.compiled": 3,
  });
  assert.equal(spans.get("compiled")!.attributes["cf.modules"], 3);
  const inOrder = ["identified", "cacheMiss", "compiled", "verified", "evaluated", "wroteBack"];
  const whole = spans.get("compilePattern")!;
  let last = whole.startNs;
  for (const name of inOrder) {
    const { startNs, endNs } = spans.get(name)!;
    assert.equal(startNs, last, `${name} begins where the one before it ends`);
    assert.ok(endNs >= startNs);
    last = endNs;
  }
  assert.ok(whole.endNs >= last);
});

Deno.test("an operation that fails says why", async () => {
  const { report, collector } = await collected("broken");
  const [operation] = collector.spans();
  assert.equal(operation!.name, "compilePattern");
  assert.match(operation!.error!, /Cannot find name 'missing'/);
  assert.equal(collector.counters().typescriptLoads, report.counters.typescriptLoads);
});

Deno.test("counters are told while a process lives, not only at its end", async () => {
  const { report, collector } = await collected("leave");
  const { modulesEmitted, misses, computationRuns } = collector.counters();
  assert.deepEqual([modulesEmitted, misses, computationRuns], [3, 1, 1]);
  assert.equal(report.counters.misses, 1);
});

Deno.test("watching changes no event and no counter, and nobody is told when it is off", async () => {
  for (const before of [[], ["create"]]) {
    const task = before.length === 0 ? "create" : "resume";
    const directory = await Deno.makeTempDir();
    const collector = startCollector();
    try {
      for (const each of before) await run(directory, each);
      const { OTEL_DENO: _, ...off } = collector.environment;
      const plain = await run(directory, task, off);
      assert.equal(plain.isWatched, false);
      assert.equal(collector.requests(), 0);
      const { report } = await collected(task, before);
      assert.deepEqual(report.events, plain.events);
      assert.deepEqual(report.counters, plain.counters);
    } finally {
      await collector.close();
      await Deno.remove(directory, { recursive: true });
    }
  }
});

Deno.test("concurrent operations do not take each other's events", async () => {
  const { api, told } = recordingApi();
  const telemetry = new OpenTelemetry(api);
  const load = (name: string, waits: number) =>
    telemetry.operation("loadPatternByIdentity", async () => {
      for (let at = 0; at < waits; at++) await Promise.resolve();
      telemetry.event({ type: "evaluated", modules: [name] });
    });
  await Promise.all([load("a", 5), load("b", 1), load("c", 9)]);
  const starts = new Map(
    told.filter(({ name }) => name === "evaluated")
      .map(({ within, options }) => [within, options.startTime]),
  );
  const operations = told.filter(({ name }) => name !== "evaluated");
  assert.equal(starts.size, 3);
  for (const { id, options } of operations) assert.equal(starts.get(id), options.startTime);
});

Deno.test("a stage begins where the one before it ended, a nested operation included", async () => {
  const { api, told } = recordingApi();
  const telemetry = new OpenTelemetry(api);
  let late = () => {};
  await telemetry.operation("start", async () => {
    await telemetry.operation("loadPatternByIdentity", async () => {
      await Promise.resolve();
      telemetry.event({ type: "evaluated", modules: ["a"] });
    });
    telemetry.event({ type: "warning", code: "x", text: "y" });
    const after = Promise.withResolvers<void>();
    void after.promise.then(() => telemetry.event({ type: "compiled", modules: [] }));
    late = after.resolve;
  });
  late();
  await Promise.resolve();
  const times = new Map(
    told.map(({ name, options, endMs }) => [name, [options.startTime!, endMs!]]),
  );
  const [start, load, evaluated, warning, compiled] = [
    "start",
    "loadPatternByIdentity",
    "evaluated",
    "warning",
    "compiled",
  ].map((name) => times.get(name)!);
  assert.equal(evaluated![0], load![0], "the first stage begins with its operation");
  assert.equal(warning![0], load![1], "the next one where the nested operation ended");
  assert.ok(start![1]! > warning![1]!);
  assert.equal(compiled![0], compiled![1], "what comes after the operation is no stage of it");
});

Deno.test("what a counter object stood at before is told by nobody, and what moves is told once", () => {
  const { api, added } = recordingApi();
  const counters = makeCounters();
  counters.misses = 5;
  counters.identityStability.changed = 2;
  const telemetry = new OpenTelemetry(api, counters);
  counters.misses++;
  counters.identityStability.unstable++;
  telemetry.count(counters);
  telemetry.count(counters);
  telemetry.event({ type: "compiled", modules: ["a", "b"] });
  telemetry.event({ type: "carried", modules: ["c"] });
  assert.deepEqual(added, [
    ["misses", 1, {}],
    ["identityStability", 1, { "cf.outcome": "unstable" }],
    ["compiled", 2, undefined],
  ]);
});

/** An API in whose contexts asynchronous work stays; the clock moves with every look at it. */
function recordingApi() {
  const added: [name: string, value: number, attributes: Attributes | undefined][] = [];
  const told: {
    id: number;
    within: number | undefined;
    name: string;
    options: SpanOptions;
    endMs?: number;
  }[] = [];
  const storage = new AsyncLocalStorage<Context>();
  class Context {
    readonly values: ReadonlyMap<symbol, unknown>;
    constructor(values: ReadonlyMap<symbol, unknown>) {
      this.values = values;
    }
    getValue(key: symbol): unknown {
      return this.values.get(key);
    }
    setValue(key: symbol, value: unknown): Context {
      return new Context(new Map([...this.values, [key, value]]));
    }
  }
  const SPAN = Symbol("span");
  const active = () => storage.getStore() ?? new Context(new Map());
  let now = 0;
  const startSpan = (name: string, options: SpanOptions) => {
    const id = told.length;
    told.push({ id, within: active().getValue(SPAN) as number | undefined, name, options });
    return { id, setStatus() {}, end: (ms: number) => void (told[id]!.endMs = ms) };
  };
  const api: OpenTelemetryApi = {
    nowMs: () => ++now,
    meter: {
      createCounter: (name) => ({
        add: (value, attributes) => void added.push([name, value, attributes]),
      }),
    },
    tracer: {
      startSpan,
      startActiveSpan: (name, options, fn) => {
        const span = startSpan(name, options);
        return storage.run(active().setValue(SPAN, span.id), () => fn(span));
      },
    },
    context: { active, with: (context, fn) => storage.run(context as Context, fn) },
  };
  return { api, told, added };
}
