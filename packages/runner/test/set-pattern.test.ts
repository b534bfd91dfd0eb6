import assert from "node:assert/strict";
import type { CommitBatch, SpaceStores } from "@commonfabric/storage";
import type { IncompatiblePatternError } from "../pieces/errors.ts";
import { NUMBER, record, STREAM, STRING } from "./support/natural.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
  withRuntime,
} from "./support/test-runtime.ts";

const HANDLE = { type: "number", asCell: ["cell"] };

const bump = H.handler(
  true,
  record({ cell: HANDLE }),
  (by: Any, { cell }: Any) => cell.set((cell.get() ?? 0) + (by ?? 1)),
);

interface Shape {
  readonly argument?: Any;
  readonly cells?: readonly string[];
  readonly fields?: readonly string[];
  readonly label?: string;
}

/** A pattern with counting cells, a stream for each, and a text of its own. */
function makePattern(test: TestRuntime, name: string, shape: Shape = {}): Any {
  const { argument = record({ n: NUMBER }), cells = ["kept"], label = name } = shape;
  const names = shape.fields ?? ["text", "n", ...cells, ...cells.map((cell) => `bump_${cell}`)];
  const types: Any = { text: STRING, n: argument.properties.n ?? NUMBER };
  for (const cell of cells) Object.assign(types, { [cell]: NUMBER, [`bump_${cell}`]: STREAM });
  const pattern = H.pattern(
    (input: Any) => {
      const all: Any = { text: H.str`${label} ${input.key("n")}`, n: input.key("n") };
      for (const cell of cells) {
        const own = new H.Writable(0, NUMBER).for(cell, true);
        Object.assign(all, { [cell]: own, [`bump_${cell}`]: bump({ cell: own }) });
      }
      return Object.fromEntries(names.map((field) => [field, all[field]]));
    },
    argument,
    record(Object.fromEntries(names.map((field) => [field, types[field]]))),
  );
  return test.source.add(name, pattern);
}

Deno.test("a pattern is replaced: argument and surviving cells stay, the answer lists causes", () =>
  withRuntime(async (test) => {
    const { runtime, events, errors } = test;
    const piece = await runPattern(test, makePattern(test, "one", { cells: ["kept", "old"] }), {
      n: 3,
    });
    await runtime.sendEvent(piece.key("bump_kept"), 5);
    assert.equal(await piece.key("text").pull(), "one 3");
    const answer = await runtime.setPattern(
      piece,
      makePattern(test, "two", { cells: ["kept", "fresh"] }),
    );
    const stream = (cell: string) => ({ $kind: "stream", cause: `bump_${cell}` });
    assert.deepEqual(new Set(answer.kept), new Set(["text", "kept", stream("kept")]));
    assert.deepEqual(new Set(answer.added), new Set(["fresh", stream("fresh")]));
    assert.deepEqual(new Set(answer.dropped), new Set(["old", stream("old")]));
    assert.deepEqual(answer.incompatible, []);
    assert.equal(await piece.key("text").pull(), "two 3");
    assert.equal(await piece.key("kept").pull(), 5);
    assert.equal(await piece.key("old").pull(), undefined);
    assert.equal((await runtime.sendEvent(piece.key("bump_fresh"), 2)).status, "committed");
    assert.equal(await piece.key("fresh").pull(), 2);
    assert.deepEqual(events.filter(({ type }) => type === "swapped").length, 1);
    assert.deepEqual(errors, []);
  }));

Deno.test("a comparison answers the same and changes nothing", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const piece = await runPattern(test, makePattern(test, "one"), { n: 3 });
    const before = JSON.stringify(piece.getMetaRaw("patternIdentity"));
    const next = makePattern(test, "two", { argument: record({ n: STRING }), cells: ["b"] });
    const answer = await runtime.comparePattern(piece, next);
    assert.deepEqual(answer.incompatible.map(({ part, path }) => [part, ...path]), [
      ["argument", "n"],
    ]);
    assert.ok(answer.dropped.includes("kept"));
    assert.equal(JSON.stringify(piece.getMetaRaw("patternIdentity")), before);
    assert.equal(await piece.key("text").pull(), "one 3");
  }));

Deno.test("an argument that does not fit is refused with every path; allowed, it stays stored", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const argument = record({ n: NUMBER, deep: record({ a: NUMBER }), more: NUMBER });
    const piece = await runPattern(test, makePattern(test, "one", { argument }), {
      n: 3,
      deep: { a: 1 },
    });
    const next = makePattern(test, "two", {
      argument: record({ n: NUMBER, deep: record({ a: STRING }), more: NUMBER, extra: STRING }),
    });
    await assert.rejects(runtime.setPattern(piece, next), (error: IncompatiblePatternError) => {
      assert.equal(error.name, "IncompatiblePatternError");
      // `more` was missing before as well.
      assert.deepEqual(error.paths, ["argument.deep.a", "argument.extra"]);
      assert.match(error.message, /"deep\.a"/);
      return true;
    });
    assert.equal(await piece.key("text").pull(), "one 3");
    const answer = await runtime.setPattern(piece, next, { allowIncompatible: true });
    assert.equal(answer.incompatible.length, 2);
    assert.equal(await piece.key("text").pull(), "two 3");
  }));

Deno.test("elements of a stored list are looked at where they are", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const items = (of: Any) => record({ n: NUMBER, items: { type: "array", items: of } });
    const one = makePattern(test, "one", { argument: items(record({ title: STRING })) });
    const piece = await runPattern(test, one, { n: 1, items: [{ title: "a" }, { title: "b" }] });
    const next = makePattern(test, "two", { argument: items(record({ title: NUMBER })) });
    await assert.rejects(runtime.setPattern(piece, next), {
      paths: ["argument.items.0.title", "argument.items.1.title"],
    });
    const same = makePattern(test, "three", { argument: items(record({ title: STRING })) });
    assert.deepEqual((await runtime.setPattern(piece, same)).incompatible, []);
  }));

/** A piece that reads a number of another one and sends to a stream of it. */
async function linkTo(test: TestRuntime, piece: Any, cause: string): Promise<Any> {
  const user = test.source.add(
    cause,
    H.pattern(
      (input: Any) => ({ seen: H.str`${input.key("value")}`, s: input.key("stream") }),
      record({ value: NUMBER, stream: STREAM }),
    ),
  );
  const argument = { value: piece.key("kept"), stream: piece.key("bump_kept") };
  return await runPattern(test, user, argument, cause);
}

Deno.test("fields and streams that another piece links to must stay and be compatible", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const piece = await runPattern(test, makePattern(test, "one", { cells: ["kept", "free"] }), {
      n: 3,
    });
    const user = await linkTo(test, piece, "user");
    assert.equal(await user.key("seen").pull(), "0");
    await assert.rejects(
      runtime.setPattern(piece, makePattern(test, "without", { cells: ["free"] })),
      (error: IncompatiblePatternError) => {
        assert.deepEqual(new Set(error.paths), new Set(["result.kept", "result.bump_kept"]));
        return true;
      },
    );
    const noLonger = test.source.add(
      "kinds",
      H.pattern(
        () => ({ kept: "text", bump_kept: 5 }),
        record({ n: NUMBER }),
        record({ kept: STRING, bump_kept: NUMBER }),
      ),
    );
    await assert.rejects(runtime.setPattern(piece, noLonger), (error: IncompatiblePatternError) => {
      assert.match(error.message, /"kept": is string and was number/);
      assert.match(error.message, /"bump_kept": is data and was a stream/);
      return true;
    });
    assert.equal(await user.key("seen").pull(), "0");
    // What nobody links to may go.
    const answer = await runtime.setPattern(piece, makePattern(test, "less", { cells: ["kept"] }));
    assert.deepEqual(answer.incompatible, []);
    assert.equal((await runtime.sendEvent(user.key("s"), 4)).status, "committed");
    assert.equal(await user.key("seen").pull(), "4");
  }));

Deno.test("children of a piece and instances of its lists are no reason against a replacement", () =>
  withRuntime(async (test) => {
    const { runtime, source } = test;
    const child = makePattern(test, "child");
    const row = source.add(
      "row",
      H.pattern(
        (input: Any) => ({ sum: H.str`${input.key("element")}/${input.key("params", "own")}` }),
        record({ element: NUMBER, params: record({ own: NUMBER }) }),
      ),
    );
    const make = (name: string, cell: string) =>
      source.add(
        name,
        H.pattern((input: Any) => {
          const own = new H.Writable(7, NUMBER).for(cell, true);
          const rows = input.key("items").mapWithPattern(row, { own });
          return { rows, inner: child({ n: own }) };
        }, record({ items: { type: "array", items: NUMBER } })),
      );
    const piece = await runPattern(test, make("parent", "first"), { items: [1, 2] });
    assert.equal((await piece.key("rows").pull())[1].sum, "2/7");
    const answer = await runtime.setPattern(piece, make("edited", "second"));
    assert.deepEqual(answer.incompatible, []);
    assert.equal((await piece.key("rows").pull())[1].sum, "2/7");
    assert.equal(await piece.key("inner", "text").pull(), "child 7");
  }));

Deno.test("state of a child is not reset when its parent is replaced; its bindings follow", () =>
  withRuntime(async (test) => {
    const { runtime, source } = test;
    const counter = source.add(
      "counter",
      H.pattern(
        (input: Any) => ({
          count: input.key("count"),
          label: input.key("label"),
          bump: bump({ cell: input.key("count") }),
        }),
        record({ count: { ...NUMBER, default: 0 }, label: STRING }, []),
      ),
    );
    const make = (name: string, label: (input: Any) => Any) =>
      source.add(
        name,
        H.pattern(
          (input: Any) => ({ inner: counter({ count: 1, ...label(input) }) }),
          record({ a: STRING, b: STRING }),
        ),
      );
    const piece = await runPattern(test, make("p1", (input) => ({ label: input.key("a") })), {
      a: "A",
      b: "B",
    });
    await runtime.sendEvent(piece.key("inner", "bump"), 4);
    assert.deepEqual(await piece.key("inner", "count").pull(), 5);
    assert.deepEqual(await piece.key("inner", "label").pull(), "A");
    await runtime.setPattern(piece, make("p2", (input) => ({ label: input.key("b") })));
    assert.deepEqual(await piece.key("inner", "count").pull(), 5);
    assert.deepEqual(await piece.key("inner", "label").pull(), "B");
    await runtime.setPattern(piece, make("p3", () => ({})));
    assert.deepEqual(await piece.key("inner", "count").pull(), 5);
    assert.deepEqual(await piece.key("inner", "label").pull(), undefined);
  }));

Deno.test("a piece that does not run is replaced without being started, and runs when started", async () => {
  const first = await makeTestRuntime();
  await runPattern(first, makePattern(first, "one"), { n: 3 });
  await first.runtime.dispose();
  const { stores, source } = first;
  const second = await makeTestRuntime({ stores, source });
  const piece = second.runtime.getCell<Any>(SPACE, "piece");
  await second.runtime.setPattern(piece, makePattern(second, "two"));
  assert.deepEqual(second.events.map(({ type }) => type), []);
  assert.equal(await second.runtime.start(piece), true);
  assert.equal(await piece.key("text").pull(), "two 3");
  await second.runtime.dispose();
});

Deno.test("only a piece has a pattern to replace, and only a pattern replaces it", () =>
  withRuntime(async (test) => {
    const { runtime } = test;
    const pattern = makePattern(test, "one");
    await assert.rejects(runtime.setPattern(runtime.getCell(SPACE, "none"), pattern), {
      name: "NotAPieceError",
    });
    const piece = await runPattern(test, pattern, { n: 3 });
    await assert.rejects(runtime.setPattern(piece.key("n"), pattern), { name: "SetupTargetError" });
    for (const given of [pattern, undefined]) {
      const tx = runtime.edit();
      const place = piece.key("n").withTx(tx);
      assert.throws(() => runtime.setup(tx, given, {}, place), { name: "SetupTargetError" });
      tx.abort();
    }
    await assert.rejects(runtime.setPattern(piece, {} as Any), { name: "TypeError" });
  }));

Deno.test("what others write while a pattern is replaced is not lost", async () => {
  const first = await makeTestRuntime();
  await runPattern(first, makePattern(first, "one"), { n: 3 });
  const seen = first.runtime.getCell<Any>(SPACE, "piece");
  let meanwhile: (() => void) | undefined;
  const stores: SpaceStores = async (space) => {
    const store = await first.stores(space);
    const commitSync = (batch: CommitBatch) => {
      meanwhile?.();
      return store.commitSync!(batch);
    };
    return new Proxy(store, {
      get: (target, key) => {
        if (key === "commitSync") return commitSync;
        const value = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };
  const second = await makeTestRuntime({ stores, source: first.source });
  const there = second.runtime.getCell<Any>(SPACE, "piece");
  await second.runtime.start(there);
  const argument = record({ n: NUMBER, extra: { ...STRING, default: "x" } }, ["n"]);
  meanwhile = () => {
    meanwhile = undefined;
    const tx = first.runtime.edit();
    seen.key("n").withTx(tx).set(8);
    void tx.commit();
  };
  const answer = await second.runtime.setPattern(there, makePattern(second, "two", { argument }));
  assert.deepEqual(answer.incompatible, []);
  assert.equal(meanwhile, undefined);
  assert.equal(await there.key("n").pull(), 8);
  assert.equal(await there.key("text").pull(), "two 8");
  await first.runtime.settled();
  assert.equal(await seen.key("text").pull(), "two 8");
  await first.runtime.dispose();
  await second.runtime.dispose();
});

Deno.test("set-up of the pattern that runs updates its argument and needs no start", () =>
  withRuntime(async (test) => {
    const { runtime, events } = test;
    const one = makePattern(test, "one");
    const piece = await runPattern(test, one, { n: 3 });
    await runtime.sendEvent(piece.key("bump_kept"), 4);
    const setUp = (pattern: Any, argument: unknown) =>
      runtime.editWithRetry((tx) => runtime.setup(tx, pattern, argument, piece.withTx(tx)));
    const ref = test.source.getArtifactEntryRef(one);
    assert.deepEqual(await setUp(one, { n: 5 }), { ref, needsStart: false });
    assert.equal(await piece.key("text").pull(), "one 5");
    assert.deepEqual(await setUp(undefined, { n: 6 }), { ref, needsStart: false });
    assert.equal(await piece.key("text").pull(), "one 6");
    assert.equal(await piece.key("kept").pull(), 4);
    await assert.rejects(setUp(one, { n: "six" }), { name: "ArgumentMismatchError", path: ["n"] });
    // Where it does not run, stored data stays; what is not there yet is taken.
    runtime.stop(piece);
    assert.deepEqual(await setUp(one, { n: 7 }), { ref, needsStart: true });
    await runtime.start(piece);
    assert.equal(await piece.key("text").pull(), "one 6");
    assert.deepEqual(events.filter(({ type }) => type === "swapped"), []);
  }));
