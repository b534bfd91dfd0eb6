/** `#now/N`: one timer per space and interval, only with demand, and exact runs per tick. */
import assert from "node:assert/strict";
import {
  type Any,
  FakeClock,
  H,
  makeTestRuntime,
  type TestRuntime,
} from "./support/test-runtime.ts";
import { NUMBER, start } from "./support/natural.ts";

/** A clock that counts the timers that wait. */
class CountingClock extends FakeClock {
  waiting = 0;
  made: number[] = [];

  override setTimer(ms: number, fn: () => void): () => void {
    let isOver = false;
    const end = () => {
      if (!isOver) this.waiting--;
      isOver = true;
    };
    this.waiting++;
    this.made.push(ms);
    const cancel = super.setTimer(ms, () => {
      end();
      fn();
    });
    return () => {
      end();
      cancel();
    };
  }
}

async function withClock(
  body: (test: TestRuntime, clock: CountingClock) => Promise<void>,
): Promise<void> {
  const clock = new CountingClock();
  const test = await makeTestRuntime({ clock });
  try {
    await body(test, clock);
    assert.deepEqual(test.errors, []);
  } finally {
    await test.runtime.dispose();
  }
}

const ticking = (seconds: number) => () => ({
  now: H.wish({ query: `#now/${seconds}`, headless: true }).result,
});
const floored = (now: number, seconds: number) =>
  Math.floor(now / (seconds * 1000)) * seconds * 1000;

Deno.test("the time ticks every N seconds, floored to N, while something demands it", async () => {
  await withClock(async (test, clock) => {
    const piece = await start(test, { body: ticking(5) });
    assert.equal(clock.waiting, 0);
    const seen: number[] = [];
    const cancel = piece.sink(({ now }: Any) => void seen.push(now));
    await test.runtime.settled();
    const began = floored(clock.now, 5);
    assert.deepEqual(seen, [began]);
    assert.deepEqual(clock.made, [began + 5_000 - clock.now]);
    for (const [ms, expected] of [[1_000, 1], [4_000, 2], [4_499, 2], [1, 3]] as const) {
      clock.advance(ms);
      await test.runtime.settled();
      assert.equal(seen.length, expected, `after ${ms}`);
      assert.equal(clock.waiting, 1);
    }
    assert.deepEqual(seen, [began, began + 5_000, began + 10_000]);
    cancel();
    assert.equal(clock.waiting, 0);
    clock.advance(61_000);
    await test.runtime.settled();
    assert.equal(clock.waiting, 0);
    assert.equal(seen.length, 3);
    // Who asks again gets the time of then, and no timer for one answer.
    assert.equal((await piece.pull()).now, floored(clock.now, 5));
    await test.runtime.settled();
    assert.equal(clock.waiting, 0);
  });
});

Deno.test("a tick runs one computation and exactly what depends on the time", async () => {
  await withClock(async (test, clock) => {
    const half = H.lift((now: number) => now / 2, NUMBER, NUMBER);
    const constant = H.lift((n: number) => n + 1, NUMBER, NUMBER);
    const body = (input: Any) => {
      const { result } = H.wish({ query: "#now/10", headless: true });
      return { half: half(result), constant: constant(input.key("n")) };
    };
    const pieces = [];
    for (let at = 0; at < 3; at++) pieces.push(await start(test, { body, argument: { n: at } }));
    const cancels = pieces.map((piece) => piece.sink(() => {}));
    await test.runtime.settled();
    assert.equal(clock.waiting, 1);
    for (let tick = 0; tick < 3; tick++) {
      const before = test.runtime.counters();
      clock.advance(10_000);
      await test.runtime.settled();
      const after = test.runtime.counters();
      assert.equal(after.computationRuns - before.computationRuns, 4);
      assert.equal(after.effectRuns - before.effectRuns, 3);
      assert.equal(clock.waiting, 1);
    }
    assert.equal((await pieces[2]!.pull()).half, floored(clock.now, 10) / 2);
    cancels.forEach((cancel) => cancel());
  });
});

Deno.test("each interval has its timer, and a stopped piece leaves none behind", async () => {
  await withClock(async (test, clock) => {
    const pieces = [];
    for (const seconds of [5, 5, 60, 86_400]) {
      pieces.push(await start(test, { body: ticking(seconds) }));
    }
    const cancels = pieces.map((piece) => piece.sink(() => {}));
    await test.runtime.settled();
    assert.equal(clock.waiting, 3);
    test.runtime.stop(pieces[0]);
    assert.equal(clock.waiting, 3);
    for (const piece of pieces.slice(1)) test.runtime.stop(piece);
    assert.equal(clock.waiting, 0);
    cancels.forEach((cancel) => cancel());
  });
});

Deno.test("neither idle nor settled waits for a tick", async () => {
  await withClock(async (test, clock) => {
    const piece = await start(test, { body: ticking(86_400) });
    const cancel = piece.sink(() => {});
    await test.runtime.idle();
    await test.runtime.settled();
    assert.equal(clock.waiting, 1);
    cancel();
  });
});

Deno.test("two runtimes on one store tick together without disturbing each other", async () => {
  await withClock(async (test, clock) => {
    const piece = await start(test, { body: ticking(5) });
    const other = await makeTestRuntime({ ...test, clock });
    const same = other.runtime.getCellFromLink<Any>(piece.getAsLink());
    await other.runtime.start(same);
    const cancels = [piece.sink(() => {}), same.sink(() => {})];
    for (let tick = 0; tick < 3; tick++) {
      clock.advance(5_000);
      await test.runtime.settled();
      await other.runtime.settled();
      const expected = floored(clock.now, 5);
      assert.equal((await piece.pull()).now, expected);
      assert.equal((await same.pull())!.now, expected);
    }
    assert.deepEqual(other.errors, []);
    cancels.forEach((cancel) => cancel());
    await other.runtime.dispose();
  });
});
