/** Computations that keep each other running: named, put off, and nobody else's problem. */
import assert from "node:assert/strict";
import { withCompiled } from "./support/compiled.ts";

const CIRCLE = `
const up = (n: number, isOn: boolean) => isOn ? n + 1 : n;
export default pattern<{
  a: Writable<number | Default<0>>; b: Writable<number | Default<0>>; isOn: Writable<boolean | Default<true>>;
}>(({ a, b, isOn }) => {
  computed(() => { a.set(up(b.get(), isOn.get())); });
  computed(() => { b.set(up(a.get(), isOn.get())); });
  return { a, b, five: computed(() => 5), turn: action<boolean>((to) => isOn.set(to)) };
});`;

Deno.test("a circle is reported once an episode, with its actions, addresses and authored place", () =>
  withCompiled(async ({ runtime, run, errors, clock }) => {
    const piece = await run(CIRCLE);
    await runtime.idle();
    assert.equal(errors.length, 1);
    const [error] = errors;
    assert.deepEqual([error!.kind, error!.name], ["budget", "NonConvergenceError"]);
    assert.match(error!.source!, /^\/main\.tsx:[67]:/);
    const actions = [...error!.message.matchAll(/:__cfLift_[12]:/g)].map(([name]) => name);
    assert.deepEqual(actions.toSorted(), [":__cfLift_1:", ":__cfLift_2:"]);
    assert.match(error!.message, /\/a\b/);
    assert.match(error!.message, /\/b\b/);
    for (let second = 0; second < 20; second++) {
      clock.advance(1_000);
      await runtime.idle();
    }
    assert.equal(errors.length, 1);
    const turn = (to: boolean) => runtime.sendEvent(piece.key("turn"), to);
    assert.equal((await turn(false)).status, "committed");
    clock.advance(5_000);
    await runtime.idle();
    const [a, b] = [await piece.key("a").pull(), await piece.key("b").pull()];
    assert.equal(a, b);
    await turn(true);
    await runtime.idle();
    assert.equal(errors.length, 2);
  }));

Deno.test("it waits 50 ms, twice as long each time, and 5 s at most; the rest goes on", () =>
  withCompiled(async ({ runtime, run, clock }) => {
    const piece = await run(CIRCLE);
    const runs = () => runtime.counters().computationRuns;
    const waits: number[] = [];
    let waited = 0;
    for (let step = 0; step < 480; step++) {
      const before = runs();
      clock.advance(50);
      waited += 50;
      await runtime.idle();
      if (runs() === before) continue;
      assert.ok(runs() - before <= 41);
      waits.push(waited);
      waited = 0;
    }
    assert.deepEqual(waits.slice(0, 9), [50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
    assert.equal(await piece.key("five").pull(), 5);
  }));
