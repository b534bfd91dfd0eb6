/** Frames where nothing tells to which action the rest of an asynchronous function belongs. */
import assert from "node:assert/strict";
import { isNativePromise, makeFrameContext } from "../frame-context-browser-powers.ts";

let made = 0;
const context = makeFrameContext<string>(() => `detached ${++made}`);

Deno.test("a frame holds while its code runs, and the outer one holds again afterwards", () => {
  const seen: unknown[] = [];
  const see = () => void seen.push(context.current());
  context.run("outer", () => {
    see();
    context.run("inner", see);
    context.run(undefined, see);
    assert.throws(() =>
      context.run("throws", () => {
        throw new Error("inside");
      }), /inside/);
    see();
  });
  assert.deepEqual(seen, ["outer", "inner", undefined, "outer"]);
});

Deno.test("code that runs in no frame is detached, and so is what follows an await", async () => {
  assert.match(context.current()!, /^detached /);
  const seen = await context.run("action", async () => {
    const before = context.current();
    await null;
    return [before, context.current()];
  });
  assert.equal(seen[0], "action");
  assert.match(seen[1]!, /^detached /);
});

Deno.test("each action is followed by a detached frame of its own", () => {
  const before = context.current();
  context.run("action", () => context.run("inner", () => {}));
  assert.notEqual(context.current(), before);
  assert.equal(context.current(), context.current());
});

Deno.test("promises are told from values that look like them", () => {
  class Sub extends Promise<unknown> {}
  for (const value of [Promise.resolve(1), Sub.resolve(1)]) {
    assert.equal(isNativePromise(value), true);
  }
  const bare = Object.setPrototypeOf(Promise.resolve(1), null);
  const throwing = Object.defineProperty(Promise.resolve(1), "constructor", {
    get() {
      throw new RangeError("asked");
    },
  });
  const values = [
    null,
    undefined,
    1,
    {},
    () => {},
    { then() {} },
    Object.create(Promise.prototype),
  ];
  for (const value of [...values, bare, throwing]) assert.equal(isNativePromise(value), false);
});
