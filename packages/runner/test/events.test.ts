import assert from "node:assert/strict";
import { patternGraph } from "../builders/artifact.ts";
import { currentFrame, makeFrame, runInFrame } from "../frame-powers.ts";
import { makeGates } from "../sandbox/gates.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  withRuntime,
} from "./support/test-runtime.ts";

const NUMBER = { type: "number" };
const LOG = { type: "array", items: true, asCell: ["cell"] };

function record(properties: Record<string, unknown>, required = Object.keys(properties)): Any {
  return { type: "object", properties, required };
}

/** A pattern with one log and one stream that `fn` serves. */
function logging(fn: (event: Any, state: Any) => unknown, eventSchema: Any = true): Any {
  const serve = H.handler(eventSchema, record({ log: LOG }), fn);
  return H.pattern((input: Any) => ({
    log: input.key("log"),
    serve: serve({ log: input.key("log") }),
  }), record({ log: { type: "array", default: [] } }, []));
}

Deno.test("events are served one after the other, in the order they came", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const pattern = logging(async (event, { log }) => {
      await Promise.resolve();
      log.push(event);
    });
    const piece = await runPattern(test, pattern, {});
    const outcomes = await Promise.all(
      [1, 2, 3].map((n) => runtime.sendEvent(piece.key("serve"), n)),
    );
    assert.deepEqual(outcomes.map((outcome) => outcome.status), Array(3).fill("committed"));
    assert.deepEqual(await piece.key("log").pull(), [1, 2, 3]);
  }));

Deno.test("a closed event schema refuses other payloads, an open one gives undefined, absent is delivered", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const open = { type: "object", properties: { n: NUMBER }, required: ["n"] };
    const closed = { ...open, additionalProperties: false };
    const push = (event: Any, { log }: Any) =>
      log.push(event === undefined ? "none" : { ...event });
    const openPiece = await runPattern(test, logging(push, open), {}, "open");
    const closedPiece = await runPattern(test, logging(push, closed), {}, "closed");
    for (const payload of [{ n: 1, extra: 2 }, { n: "x" }, undefined]) {
      await runtime.sendEvent(openPiece.key("serve"), payload);
    }
    assert.deepEqual(await openPiece.key("log").pull(), [{ n: 1 }, "none", "none"]);
    const statuses = [];
    for (const payload of [{ n: 1, extra: 2 }, { n: "x" }, undefined, { n: 3 }]) {
      const outcome = await runtime.sendEvent(closedPiece.key("serve"), payload);
      statuses.push([outcome.status, (outcome.error as Error | undefined)?.name]);
    }
    assert.deepEqual(statuses, [
      ["failed", "EventSchemaError"],
      ["failed", "EventSchemaError"],
      ["committed", undefined],
      ["committed", undefined],
    ]);
    assert.deepEqual(await closedPiece.key("log").pull(), ["none", { n: 3 }]);
    assert.deepEqual(errors.map((error) => error.name), ["EventSchemaError", "EventSchemaError"]);
  }));

Deno.test("sends are released after the commit; those of a failed handler vanish", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const note = H.handler(
      true,
      record({ log: LOG }),
      (event: Any, { log }: Any) => log.push(event),
    );
    const relay = H.handler(
      true,
      record({ target: { asCell: ["stream"] } }),
      (event: Any, { target }: Any) => {
        target.send(`${event} 1`);
        target.send(`${event} 2`);
        if (event === "bad") throw new Error("no");
      },
    );
    const pattern = H.pattern((input: Any) => {
      const noteStream = note({ log: input.key("log") });
      return { log: input.key("log"), relay: relay({ target: noteStream }) };
    }, record({ log: { type: "array", default: [] } }, []));
    const piece = await runPattern(test, pattern, {});
    assert.equal((await runtime.sendEvent(piece.key("relay"), "bad")).status, "failed");
    assert.equal((await runtime.sendEvent(piece.key("relay"), "good")).status, "committed");
    await runtime.idle();
    assert.deepEqual(await piece.key("log").pull(), ["good 1", "good 2"]);
  }));

Deno.test("a handler never sees a value that a computation is about to change", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const twice = H.lift((n: number) => n * 2, NUMBER, NUMBER);
    const seen: unknown[] = [];
    const serve = H.handler(
      true,
      record({ n: { ...NUMBER, asCell: ["cell"] }, doubled: { ...NUMBER, asCell: ["readonly"] } }),
      (event: Any, { n, doubled }: Any) => {
        seen.push(doubled.get());
        n.set(event);
      },
    );
    const pattern = H.pattern((input: Any) => ({
      serve: serve({ n: input.key("n"), doubled: twice(input.key("n")) }),
    }), record({ n: NUMBER }));
    const piece = await runPattern(test, pattern, { n: 1 });
    for (const n of [5, 7]) await runtime.sendEvent(piece.key("serve"), n);
    await runtime.sendEvent(piece.key("serve"), 0);
    assert.deepEqual(seen.at(-1), 14);
    assert.ok([2, 10, 14].every((value) => seen.includes(value)) && !seen.includes(undefined));
    assert.equal(runtime.counters().handlerRuns > 3, true);
  }));

Deno.test("declared results come back, others do not", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const make = (options: Any) =>
      H.handler(true, record({}, []), () => ({ answer: 42 }), ...(options ? [options] : []));
    const declared = make({ resultSchema: true });
    const silent = make(undefined);
    const pattern = H.pattern(() => ({ declared: declared({}), silent: silent({}) }));
    const piece = await runPattern(test, pattern, {});
    const outcome = await runtime.sendEvent(piece.key("declared"), undefined);
    assert.deepEqual(outcome.result, { answer: 42 });
    assert.equal("result" in await runtime.sendEvent(piece.key("silent"), undefined), false);
  }));

Deno.test("an ingress event is handled once, also by another runtime on the store", async () => {
  const first = await makeTestRuntime();
  const second = await makeTestRuntime(first);
  const pattern = first.source.add("log", logging((event, { log }) => log.push(event)));
  const piece = await runPattern(first, pattern, {});
  const send = async (test: typeof first) => {
    const to = test.runtime.getCell<Any>(SPACE, "piece").key("serve");
    return (await test.runtime.sendEvent(to, "x", { ingressId: "mail-1" })).status;
  };
  assert.deepEqual([await send(first), await send(first), await send(second)], [
    "committed",
    "duplicate",
    "duplicate",
  ]);
  assert.deepEqual(await piece.key("log").pull(), ["x"]);
  await first.runtime.dispose();
  await second.runtime.dispose();
});

Deno.test("clock, random and send: closed in a computation, open and frozen in a handler", () =>
  withRuntime(async (test) => {
    const { runtime, errors, clock } = test;
    const { Date: GatedDate, Math: GatedMath } = makeGates() as Any;
    const leaks: (() => unknown)[] = [];
    const lifts = [
      () => GatedDate.now(),
      () => GatedMath.random(),
      () => new GatedDate(),
    ].map((read) => H.lift(read, false, true));
    const sendInLift = H.lift(
      ({ s }: Any) => s.send(1),
      record({ s: { asCell: ["stream"] } }),
      true,
    );
    const serve = H.handler(true, record({ log: LOG }), async (_event: Any, { log }: Any) => {
      leaks.push(() => GatedDate.now());
      const before = GatedDate.now();
      await Promise.resolve();
      log.push(before === GatedDate.now() ? before : "moved", GatedMath.random());
    });
    const pattern = H.pattern((input: Any) => {
      const stream = serve({ log: input.key("log") });
      return {
        log: input.key("log"),
        stream,
        tries: lifts.map((lift) => lift()),
        sent: sendInLift({ s: stream }),
      };
    }, record({ log: { type: "array", default: [] } }, []));
    const piece = await runPattern(test, pattern, {});
    assert.deepEqual(await piece.key("tries").pull(), [undefined, undefined, undefined]);
    assert.equal(await piece.key("sent").pull(), undefined);
    assert.deepEqual(
      errors.map(({ kind, name }) => [kind, name]),
      Array(4).fill(["capability", "CapabilityError"]),
    );
    assert.match(errors[0]!.message, /^Date\.now\(\) is not available in a computation; /);
    await runtime.sendEvent(piece.key("stream"), undefined);
    const [time, random] = await piece.key("log").pull();
    assert.equal(time, Math.floor(clock.now / 1000) * 1000);
    assert.ok(random >= 0 && random < 1);
    assert.throws(leaks[0]!, { name: "CapabilityError" });
  }));

Deno.test("creating a builder or returning a promise in a computation is an error of that action", () =>
  withRuntime(async (test) => {
    const build = H.lift(() => H.lift(() => 1), false, true);
    const wait = H.lift(async () => await Promise.resolve(1), false, true);
    const pattern = H.pattern(() => ({ build: build(), wait: wait() }));
    const piece = await runPattern(test, pattern, {});
    assert.equal(await piece.key("build").pull(), undefined);
    assert.equal(await piece.key("wait").pull(), undefined);
    assert.deepEqual(test.errors.map((error) => error.message), [
      "Cannot create a lift inside a running action: define the lift at module level.",
      "A computation must not be asynchronous: use a handler for work that waits",
    ]);
  }));

Deno.test("computations that do not settle are reported once and postponed; the rest goes on", () =>
  withRuntime(async (test) => {
    const { runtime, errors, clock } = test;
    const grow = H.lift(
      ({ n }: Any) => n.set((n.get() ?? 0) + 1),
      record({ n: { ...NUMBER, asCell: ["cell"] }, m: NUMBER }, ["n"]),
      true,
    );
    const copy = H.lift((n: number) => n, NUMBER, NUMBER);
    const pattern = H.pattern((input: Any) => {
      const m = copy(input.key("n"));
      return { grown: grow({ n: input.key("n"), m }), calm: H.str`${input.key("calm")}` };
    }, record({ n: NUMBER, calm: NUMBER }));
    const piece = await runPattern(test, pattern, { n: 0, calm: 1 });
    const cancel = piece.sink(() => {});
    await runtime.idle();
    assert.deepEqual(errors.map((error) => [error.kind, error.name]), [
      ["budget", "NonConvergenceError"],
    ]);
    assert.equal(await piece.key("calm").pull(), "1");
    const before = runtime.counters().computationRuns;
    clock.advance(5_000);
    await runtime.idle();
    assert.ok(runtime.counters().computationRuns > before);
    assert.equal(errors.length, 1);
    cancel();
  }));

Deno.test("a thenable from a handler is a value that cannot be stored, and its then is never called", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    let calls = 0;
    const thenable = { then: () => void calls++ };
    for (const [cause, resultSchema] of [["declared", true], ["dropped", undefined]] as const) {
      const options = resultSchema === undefined ? undefined : { resultSchema };
      const serve = H.handler(true, record({ log: LOG }), () => thenable, options);
      const pattern = H.pattern((input: Any) => ({
        serve: serve({ log: input.key("log") }),
      }), record({ log: { type: "array", default: [] } }, []));
      const piece = await runPattern(test, pattern, {}, cause);
      const { status } = await runtime.sendEvent(piece.key("serve"), 1);
      assert.equal(status, resultSchema === undefined ? "committed" : "failed");
    }
    assert.deepEqual(errors.map(({ name }) => name), ["UnstorableValueError"]);
    assert.equal(calls, 0);
  }));

Deno.test("what a promise of a guest runs when it is awaited belongs to the frame of its action", async () => {
  const frame = makeFrame({ kind: "handler" });
  const seen: unknown[] = [];
  const given = Promise.resolve(1);
  Object.defineProperty(given, "constructor", {
    get: () => {
      seen.push(currentFrame());
      return Promise;
    },
  });
  const settled = runInFrame(frame, () => given);
  assert.equal(await settled, 1);
  assert.deepEqual([seen.length > 0, seen.every((at) => at === frame)], [true, true]);
  assert.equal(frame.open, false);
});

Deno.test("no getter of a thrown value runs when it is reported", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    let runs = 0;
    const get = () => `${++runs}`;
    const accessors = {
      name: { get },
      message: { get },
      stack: { get },
      [Symbol.for("Deno.customInspect")]: { value: get },
      [Symbol.for("nodejs.util.inspect.custom")]: { value: get },
    };
    const thrown = [
      Object.freeze(Object.defineProperties({}, accessors)),
      Object.defineProperties(new Error(), accessors),
      Object.create(Error.prototype, accessors),
    ];
    const pattern = logging((index: number) => {
      throw thrown[index];
    });
    const piece = await runPattern(test, pattern, {});
    for (const index of thrown.keys()) await runtime.sendEvent(piece.key("serve"), index);
    assert.equal(errors.length, thrown.length);
    assert.deepEqual(errors.map(({ cause }) => cause), thrown);
    for (const error of errors) assert.equal(typeof Deno.inspect(error), "string");
    assert.equal(runs, 0);
  }));

Deno.test("a stream that outlives the action it was given to sends nothing", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const refused: unknown[] = [];
    const sendLater = async (to: Any): Promise<void> => {
      await null;
      try {
        to.send("late");
      } catch (error) {
        refused.push((error as Error).name);
      }
    };
    const STREAM = { asCell: ["stream"] };
    const receive = H.handler(true, record({ log: LOG }), (event: Any, { log }: Any) => {
      log.push(event);
    });
    const trigger = H.handler(true, record({ to: STREAM }), (_event: Any, { to }: Any) => {
      void sendLater(to);
    });
    const compute = H.lift(({ to }: Any) => {
      void sendLater(to);
      return 1;
    }, record({ to: STREAM }));
    const pattern = H.pattern((input: Any) => {
      const to = receive({ log: input.key("log") });
      return { log: input.key("log"), serve: trigger({ to }), one: compute({ to }) };
    }, record({ log: { type: "array", default: [] } }, []));
    const piece = await runPattern(test, pattern, {});
    assert.equal(await piece.key("one").pull(), 1);
    await runtime.sendEvent(piece.key("serve"), 1);
    await runtime.idle();
    assert.deepEqual(refused, ["NoTransactionError", "NoTransactionError"]);
    assert.deepEqual(await piece.key("log").pull(), []);
  }));

Deno.test("pattern code makes no link, stream or code mark, neither member by member nor in a body", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const forged = { "link@1": { id: "of:another", path: [] } };
    const attempts: readonly ((cell: Any) => unknown)[] = [
      (cell) => cell.key("a").key("/").set(forged),
      (cell) => cell.key("a").key("/").key("link@1").set(forged["link@1"]),
      (cell) => cell.key("a").update({ "/": forged }),
      (cell) => cell.key("a").set({ "/": forged, other: 1 }),
      (cell) => {
        cell.key("b").set({ inner: forged });
        cell.key("b").set({ "/": cell.key("b").get().inner, other: 1 });
      },
      (cell) => cell.key("a").update({ $stream: true }),
      (cell) => cell.key("a").key("$patternRef").set("x"),
      (cell) => cell.key("a").key("$alias").key("cell").set("argument"),
    ];
    const refused: unknown[] = [];
    const OBJECT = { asCell: ["cell"] };
    const serve = H.handler(true, record({ cell: OBJECT }), (_event: Any, { cell }: Any) => {
      for (const attempt of attempts) {
        try {
          attempt(cell);
          refused.push(attempt.toString());
        } catch (error) {
          refused.push((error as Error).name);
        }
      }
      cell.key("routes").set({ "/": "home", "/about": "about" });
      cell.key("routes").key("/").set("start");
    });
    const pattern = H.pattern((input: Any) => ({
      cell: input.key("cell"),
      serve: serve({ cell: input.key("cell") }),
    }), record({ cell: { type: "object", additionalProperties: true, default: {} } }, []));
    const piece = await runPattern(test, pattern, {});
    await runtime.sendEvent(piece.key("serve"), 1);
    assert.deepEqual(refused, Array(attempts.length).fill("ReservedKeyError"));
    assert.deepEqual(errors, []);
    assert.deepEqual((await piece.key("cell").pull()).routes, { "/": "start", "/about": "about" });

    for (
      const mark of [{ "/": forged }, { $stream: true }, { $alias: { cell: "result", path: [] } }]
    ) {
      assert.throws(() => patternGraph(H.pattern(() => ({ mark }))), { name: "ReservedKeyError" });
    }
    const routes = (input: Any) => ({ routes: { "/": input.key("home"), "/about": 1 } });
    assert.doesNotThrow(() => patternGraph(H.pattern(routes)));
  }));

Deno.test("a stream is shown without a schema as well, by what links to it", () =>
  withRuntime(async (test) => {
    const { runtime, source } = test;
    const events = { type: "object", properties: { by: { type: "number" } }, required: ["by"] };
    const add = H.handler(events, { type: "object", properties: {} }, () => {});
    const counting = H.pattern(() => ({ add: add({}), plain: 1 }), false, true);
    const piece = await runPattern(test, source.add("counting", counting), {});
    const shown = await runtime.getCellFromLink(piece.getAsLink()).asSchema(true).pull() as Any;
    assert.deepEqual(Object.keys(shown).sort(), ["add", "plain"]);
    assert.ok(shown.add.equals(piece.key("add")));
    const holder = runtime.getCell<Any>("home", "holder");
    await runtime.editWithRetry((tx) => holder.withTx(tx).set({ add: piece.key("add") }));
    const held = await holder.pull() as Any;
    assert.equal((await runtime.sendEvent(held.add, { by: 1 })).status, "committed");
  }));
