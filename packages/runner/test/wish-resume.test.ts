/** Wishes of a stored piece in a fresh process: times stay, nothing known runs again, ticks go on. */
import assert from "node:assert/strict";
import { sqliteStores } from "@commonfabric/storage";
import { readToolchain, Runtime } from "../mod.ts";
import { type Any, FakeClock } from "./support/test-runtime.ts";

const SPACE = "home";
const toolchain = readToolchain();

const PROGRAM = `import { computed, pattern, wish, Writable } from "commonfabric";
/** A #thing. */
interface Thing { name: string; text: string; now: number; tick: number; later: number }
export default pattern<{ n: number }, Thing>(({ n }) => {
  const text = wish<Writable<string>>({ query: "/text" });
  const now = wish<number>({ query: "#now" });
  const tick = wish<number>({ query: "#now/10" });
  return {
    name: "thing",
    text: computed(() => text.result?.get() ?? "none"),
    now: computed(() => now.result ?? 0),
    tick: computed(() => tick.result ?? 0),
    later: computed(() => n + 1),
  };
});
export const Finder = pattern<{ query: string }, { names: string[]; fixed: string }>(({ query }) => {
  const found = wish<Thing>({ query });
  const fixed = wish<Thing>({ query: "#thing" });
  return {
    names: computed(() => found.candidates.map(({ name }) => name)),
    fixed: computed(() => fixed.result?.name ?? "none"),
  };
});
`;

async function withRuntime(
  dir: string,
  clock: FakeClock,
  body: (runtime: Any) => Promise<void>,
): Promise<void> {
  const runtime: Any = new Runtime({
    stores: sqliteStores(dir),
    toolchain,
    ports: { nowMs: () => clock.now, setTimer: clock.setTimer.bind(clock) },
  });
  const errors: string[] = [];
  runtime.onError(({ message }: Any) => errors.push(message));
  await runtime.openSpace(SPACE);
  try {
    await body(runtime);
    assert.deepEqual(errors, []);
  } finally {
    await runtime.dispose();
  }
}

async function resumed(runtime: Any, cause: string): Promise<Any> {
  const cell = runtime.getCell(SPACE, cause);
  await cell.sync();
  await runtime.start(cell);
  return cell.asSchema(cell.getMetaRaw("schema"));
}

const ranWishes = (runtime: Any): string[] =>
  runtime.patterns.events.recent(0).filter(({ type, action }: Any) =>
    type === "ran" && action.startsWith("builtin:wish")
  ).map(({ action }: Any) => action.split(":").slice(0, 3).join(":"));

Deno.test("times, places and tags of a stored piece in fresh processes", async () => {
  const dir = await Deno.makeTempDir();
  const clock = new FakeClock();
  const first = Math.floor(clock.now / 1000) * 1000;
  const step = (now: number) => Math.floor(now / 10_000) * 10_000;
  try {
    await withRuntime(dir, clock, async (runtime) => {
      const home = runtime.getCell(SPACE, "home");
      home.set({ text: "hello", pieceRegistry: [] });
      await runtime.setDefaultPiece(SPACE, home);
      const [Thing, Finder] = [
        await runtime.patterns.compilePattern(PROGRAM, { space: SPACE }),
        await runtime.patterns.compilePattern(PROGRAM, { space: SPACE, mainExport: "Finder" }),
      ];
      const thing = runtime.getCell(SPACE, "thing", { schema: Thing.resultSchema });
      const finder = runtime.getCell(SPACE, "finder", { schema: Finder.resultSchema });
      await runtime.editWithRetry((tx: Any) => runtime.run(tx, Thing, { n: 1 }, thing));
      await runtime.editWithRetry((tx: Any) =>
        runtime.run(tx, Finder, { query: "#thing" }, finder)
      );
      home.key("pieceRegistry").push(thing);
      const { text, now, tick, later } = await thing.pull();
      assert.deepEqual({ text, now, tick, later }, {
        text: "hello",
        now: first,
        tick: step(clock.now),
        later: 2,
      });
      assert.deepEqual(await finder.pull(), { names: ["thing"], fixed: "thing" });
      await runtime.settled();
    });
    clock.advance(1_000);
    await withRuntime(dir, clock, async (runtime) => {
      const thing = await resumed(runtime, "thing");
      const cancel = thing.sink(() => {});
      await runtime.settled();
      assert.equal((await thing.pull()).now, first);
      // The time that ticks is looked at again; everything else is as it was.
      assert.deepEqual(ranWishes(runtime), ["builtin:wish:now/10"]);
      assert.equal(runtime.counters().computationRuns, 1);
      clock.advance(10_000);
      await runtime.settled();
      assert.equal((await thing.pull()).tick, step(clock.now));
      assert.equal(runtime.counters().computationRuns, 3);
      cancel();
    });
    clock.advance(60_000);
    await withRuntime(dir, clock, async (runtime) => {
      const thing = await resumed(runtime, "thing");
      const { now, tick } = await thing.pull();
      assert.deepEqual({ now, tick }, { now: first, tick: step(clock.now) });
      runtime.getCell(SPACE, "home").key("text").set("edited");
      assert.equal((await thing.pull()).text, "edited");
      const before = runtime.counters().computationRuns;
      const finder = await resumed(runtime, "finder");
      assert.deepEqual(await finder.pull(), { names: ["thing"], fixed: "thing" });
      assert.equal(runtime.counters().computationRuns, before, "what pieces are is as it was");
    });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

const LATE = `import { computed, pattern, wish } from "commonfabric";
/** A #plain thing. */
interface Plain { name: string }
/** A #late thing. */
interface Late { name: string }
export const Plainly = pattern<{ n: string }, Plain>(({ n }) => ({ name: n }));
export const Lately = pattern<{ n: string }, Late>(({ n }) => ({ name: n }));
export default pattern<{ query: string }, { names: string; tick: number }>(({ query }) => {
  const found = wish<Plain>({ query: "#plain" });
  const tick = wish<number>({ query });
  return { names: found.candidates.map(({ name }) => name).join(), tick: computed(() => tick.result ?? 0) };
});
`;

Deno.test("a tag is looked for again when pieces came, went or are something else", async () => {
  const dir = await Deno.makeTempDir();
  const clock = new FakeClock();
  const run = async (runtime: Any, mainExport: string, cause: string, argument: Any) => {
    const pattern = await runtime.patterns.compilePattern(LATE, { space: SPACE, mainExport });
    const cell = runtime.getCell(SPACE, cause, { schema: pattern.resultSchema });
    await runtime.editWithRetry((tx: Any) => runtime.run(tx, pattern, argument, cell));
    return cell;
  };
  /** What the finder shows in a process of its own, and which wishes ran there. */
  const look = async () => {
    let seen: Any;
    await withRuntime(dir, clock, async (runtime) => {
      const { names, tick } = await (await resumed(runtime, "finder")).pull();
      seen = { names, tick, ran: ranWishes(runtime).length };
    });
    return seen;
  };
  const tick = Math.floor(clock.now / 10_000) * 10_000;
  try {
    await withRuntime(dir, clock, async (runtime) => {
      const home = runtime.getCell(SPACE, "home");
      home.set({ pieceRegistry: [] });
      await runtime.setDefaultPiece(SPACE, home);
      home.key("pieceRegistry").push(await run(runtime, "Plainly", "one", { n: "one" }));
      await (await run(runtime, "default", "finder", { query: "#now/10" })).pull();
      await runtime.settled();
    });
    // The ticker itself is looked at whenever it is wanted.
    assert.deepEqual(await look(), { names: "one", tick, ran: 1 });
    await withRuntime(dir, clock, async (runtime) => {
      const home = runtime.getCell(SPACE, "home");
      home.key("pieceRegistry").push(await run(runtime, "Lately", "two", { n: "two" }));
    });
    assert.deepEqual(await look(), { names: "one", tick, ran: 2 });
    assert.deepEqual(await look(), { names: "one", tick, ran: 1 });
    await withRuntime(dir, clock, async (runtime) => {
      const pattern = await runtime.patterns.compilePattern(LATE, {
        space: SPACE,
        mainExport: "Plainly",
      });
      const two = runtime.getCell(SPACE, "two");
      await two.sync();
      await runtime.setPattern(two, pattern);
    });
    assert.deepEqual(await look(), { names: "two,one", tick, ran: 2 });
    clock.advance(10_000);
    assert.deepEqual(await look(), { names: "two,one", tick: tick + 10_000, ran: 1 });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
