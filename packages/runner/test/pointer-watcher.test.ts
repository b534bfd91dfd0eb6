import assert from "node:assert/strict";
import { StoreUnavailableError } from "../transactions/errors.ts";
import { NUMBER, record, STRING } from "./support/natural.ts";
import {
  type Any,
  H,
  makeTestRuntime,
  runPattern,
  SPACE,
  type TestRuntime,
  withRuntime,
} from "./support/test-runtime.ts";

const bump = H.handler(
  true,
  record({ kept: { ...NUMBER, asCell: ["cell"] }, by: NUMBER }),
  (_: Any, { kept, by }: Any) => kept.increment(by),
);

/** A pattern with a counting cell, a text of its own, and a field that only some have. */
function makePattern(test: TestRuntime, name: string, argument: Any = record({ n: NUMBER })): Any {
  return test.source.add(
    name,
    H.pattern((input: Any) => {
      const kept = new H.Writable(0, NUMBER).for("kept", true);
      return {
        kept,
        text: H.str`${name} ${input.key("n")} ${input.key("extra")}`,
        bump: bump({ kept, by: name.length }),
      };
    }, argument),
  );
}

const WITH_EXTRA = record({ n: NUMBER, extra: { ...STRING, default: "more" } }, ["n"]);

/** Writes the pointer alone, as another process may leave it. */
async function point(test: TestRuntime, ref: unknown): Promise<void> {
  await test.runtime.editWithRetry((tx) =>
    test.runtime.getCell(SPACE, "piece", { tx }).setMetaRaw("patternIdentity", ref)
  );
}

function refOf(test: TestRuntime, pattern: unknown): Any {
  return { ...test.source.getArtifactEntryRef(pattern)! };
}

function swaps(test: TestRuntime): string[] {
  return test.events.flatMap((event) =>
    event.type === "swapped" ? [event.to.identity.replace(/x+A$/, "")] : []
  );
}

Deno.test("a running piece follows its pointer: set up anew, stored values win, defaults appear", async () => {
  const first = await makeTestRuntime();
  const piece = await runPattern(first, makePattern(first, "one"), { n: 3 });
  await first.runtime.sendEvent(piece.key("bump"), undefined);
  assert.equal(await piece.key("text").pull(), "one 3 undefined");
  const second = await makeTestRuntime({ stores: first.stores, source: first.source });
  const there = second.runtime.getCell<Any>(SPACE, "piece");
  await second.runtime.start(there);
  await point(second, refOf(first, makePattern(first, "three", WITH_EXTRA)));
  await second.runtime.settled();
  await first.runtime.settled();
  for (const [test, cell] of [[first, piece], [second, there]] as const) {
    assert.equal(await cell.key("text").pull(), "three 3 more");
    assert.equal(await cell.key("kept").pull(), 3);
    assert.deepEqual(swaps(test), ["three"]);
    assert.deepEqual(test.errors, []);
  }
  const meta = (field: string) => JSON.stringify(piece.getMetaRaw(field));
  assert.equal(meta("patternSetupIdentity"), meta("patternIdentity"));
  await first.runtime.sendEvent(piece.key("bump"), undefined);
  assert.equal(await there.key("kept").pull(), 8);
  await first.runtime.dispose();
  await second.runtime.dispose();
});

for (const cfcMode of ["enforce", "disabled"] as const) {
  const kept = cfcMode === "enforce" ? "gets its pointer back" : "keeps the pointer";
  Deno.test(`${cfcMode}: a pattern that is absent for good is reported; the piece goes on and ${kept}`, () =>
    withRuntime(async (test) => {
      const { runtime, errors } = test;
      const one = makePattern(test, "one");
      const piece = await runPattern(test, one, { n: 3 });
      const gone = makePattern(test, "gone");
      const ref = refOf(test, gone);
      test.source.forget(gone);
      await point(test, ref);
      await runtime.settled();
      assert.deepEqual(errors.map(({ kind, message }) => [kind, message]), [
        ["load", `Could not load pattern ${ref.identity}#default`],
      ]);
      assert.equal(await piece.key("text").pull(), "one 3 undefined");
      const pointer = () => ({ ...piece.getMetaRaw("patternIdentity") as object });
      assert.deepEqual(pointer(), cfcMode === "enforce" ? refOf(test, one) : ref);
      assert.deepEqual(swaps(test), []);
      await point(test, refOf(test, makePattern(test, "two")));
      await runtime.settled();
      assert.equal(await piece.key("text").pull(), "two 3 undefined");
      assert.deepEqual(swaps(test), ["two"]);
    }, { cfcMode }));
}

Deno.test("a pointer that came meanwhile is not replaced by that of what runs", async () => {
  const first = await makeTestRuntime();
  await runPattern(first, makePattern(first, "one"), { n: 3 });
  await first.runtime.dispose();
  // A runtime that has to ask whether the pattern that it runs is durable.
  const test = await makeTestRuntime({ stores: first.stores, source: first.source });
  const { runtime, source } = test;
  const piece = runtime.getCell<Any>(SPACE, "piece");
  await runtime.start(piece);
  const gone = makePattern(test, "gone");
  const ref = refOf(test, gone);
  source.forget(gone);
  const next = refOf(test, makePattern(test, "next"));
  const ensure = source.ensurePatternPersisted.bind(source);
  let asked = 0;
  source.ensurePatternPersisted = async (pattern, space) => {
    if (asked++ === 0) await point(test, next);
    await ensure(pattern, space);
  };
  await point(test, ref);
  await runtime.settled();
  assert.ok(asked > 0);
  assert.deepEqual({ ...piece.getMetaRaw("patternIdentity") as object }, next);
  assert.equal(await piece.key("text").pull(), "next 3 undefined");
  await runtime.dispose();
});

Deno.test("a pattern without module has no pointer to go back to", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const pattern = H.pattern(() => ({ text: H.str`session` }), true);
    const piece = await runPattern(test, pattern, {});
    const ref = refOf(test, makePattern(test, "gone"));
    test.source.forget(makePattern(test, "gone"));
    await point(test, ref);
    await runtime.settled();
    assert.deepEqual(errors.map(({ kind }) => kind), ["load"]);
    assert.deepEqual({ ...piece.getMetaRaw("patternIdentity") as object }, ref);
  }));

Deno.test("a transient failure changes nothing and is tried again, later and later", () =>
  withRuntime(async (test) => {
    const { runtime, source, clock, errors } = test;
    const piece = await runPattern(test, makePattern(test, "one"), { n: 3 });
    const two = makePattern(test, "two");
    source.isLive = false;
    let loads = 0;
    const load = source.loadPatternByIdentity.bind(source);
    source.loadPatternByIdentity = (identity) =>
      ++loads < 4 ? Promise.reject(new StoreUnavailableError(SPACE)) : load(identity);
    await point(test, refOf(test, two));
    await runtime.settled();
    const seen: number[] = [];
    for (let waited = 0; waited < 400; waited += 10) {
      clock.advance(10);
      await runtime.settled();
      if (loads > (seen.length === 0 ? 1 : seen.length + 1)) seen.push(waited + 10);
    }
    assert.deepEqual(seen, [50, 150, 350]);
    assert.equal(await piece.key("text").pull(), "two 3 undefined");
    assert.deepEqual(swaps(test), ["two"]);
    assert.deepEqual(errors.map(({ name }) => name), ["StoreUnavailableError"]);
  }));

Deno.test("a newer change supersedes an older one that is still being loaded", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    const piece = await runPattern(test, makePattern(test, "one"), { n: 3 });
    const slow = makePattern(test, "slow");
    const gate = Promise.withResolvers<void>();
    const live = source.artifactFromIdentitySync.bind(source);
    const load = source.loadPatternByIdentity.bind(source);
    const isSlow = (identity: string) => identity.startsWith("slow");
    source.artifactFromIdentitySync = (identity) => isSlow(identity) ? undefined : live(identity);
    source.loadPatternByIdentity = async (identity) => {
      await gate.promise;
      return await load(identity);
    };
    await point(test, refOf(test, slow));
    await point(test, refOf(test, makePattern(test, "quick")));
    assert.equal(await piece.key("text").pull(), "quick 3 undefined");
    gate.resolve();
    await runtime.settled();
    assert.equal(await piece.key("text").pull(), "quick 3 undefined");
    assert.deepEqual(swaps(test), ["quick"]);
    // Back to what runs while something else is being loaded: nothing is replaced.
    await point(test, refOf(test, slow));
    await point(test, refOf(test, source.artifactFromIdentitySync("quick".padEnd(42, "x") + "A")));
    await runtime.settled();
    assert.deepEqual(swaps(test), ["quick"]);
    assert.deepEqual(errors, []);
  }));

Deno.test("a pattern that the stored argument does not fit is reported, and the piece goes on", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const piece = await runPattern(test, makePattern(test, "one"), { n: 3 });
    await point(test, refOf(test, makePattern(test, "two", record({ n: STRING }))));
    await runtime.settled();
    assert.deepEqual(errors.map(({ name }) => name), ["ArgumentMismatchError"]);
    assert.match(errors[0]!.message, /"n"/);
    assert.equal(await piece.key("text").pull(), "one 3 undefined");
    assert.deepEqual(swaps(test), []);
  }));

Deno.test("events and reads that come during a swap meet the next pattern; a stop ends it", () =>
  withRuntime(async (test) => {
    const { runtime, errors } = test;
    const piece = await runPattern(test, makePattern(test, "one"), { n: 3 });
    await point(test, refOf(test, makePattern(test, "eleven")));
    const sent = runtime.sendEvent(piece.key("bump"), undefined);
    assert.equal(await piece.key("text").pull(), "eleven 3 undefined");
    assert.equal((await sent).status, "committed");
    assert.equal(await piece.key("kept").pull(), "eleven".length);
    await point(test, refOf(test, makePattern(test, "two")));
    runtime.stop(piece);
    await runtime.settled();
    assert.deepEqual(swaps(test), ["eleven"]);
    assert.equal(await runtime.start(piece), true);
    assert.equal(await piece.key("text").pull(), "two 3 undefined");
    assert.deepEqual(errors, []);
  }));

Deno.test("a piece and its children are replaced once", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    const make = (name: string) => {
      const child = makePattern(test, `${name}child`);
      return source.add(
        name,
        H.pattern((input: Any) => ({ child: child({ n: input.key("n") }) }), record({ n: NUMBER })),
      );
    };
    const piece = await runPattern(test, make("a"), { n: 3 });
    assert.equal(await piece.key("child", "text").pull(), "achild 3 undefined");
    await runtime.setPattern(piece, make("b"));
    await runtime.settled();
    assert.equal(await piece.key("child", "text").pull(), "bchild 3 undefined");
    assert.deepEqual(swaps(test), ["b"]);
    assert.deepEqual(errors, []);
  }));

Deno.test("a replaced pattern runs only what is different in it", () =>
  withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    const runs: string[] = [];
    const lift = (name: string) =>
      source.add(
        name,
        H.lift((n: number) => (runs.push(name), `${name} ${n}`), NUMBER, STRING),
      );
    const [same, before, after] = ["same", "before", "after"].map(lift);
    const make = (name: string, other: Any) =>
      source.add(
        name,
        H.pattern((input: Any) => ({
          same: same(input.key("n")),
          other: other(input.key("n")),
        }), record({ n: NUMBER })),
      );
    const piece = await runPattern(test, make("p", before), { n: 1 });
    const seen: unknown[] = [];
    const cancel = piece.asSchema(record({ same: STRING, other: STRING })).sink((value: Any) => {
      if (value !== undefined) seen.push({ ...value });
    });
    await runtime.settled();
    assert.deepEqual(runs.toSorted(), ["before", "same"]);
    await runtime.setPattern(piece, make("q", after));
    await runtime.settled();
    assert.deepEqual(runs.slice(2), ["after"]);
    assert.deepEqual(seen.at(-1), { same: "same 1", other: "after 1" });
    cancel();
    assert.deepEqual(errors, []);
  }));
