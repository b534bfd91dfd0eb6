/** Errors of guests as hosts report them: read by descriptors, bounded, mapped once. */
import assert from "node:assert/strict";
import {
  describeThrown,
  isThrownBy,
  mapErrorOnce,
  messageOf,
  stackOf,
  textOf,
  UNREADABLE,
} from "../sandbox/guest-errors.ts";
import { ensureLockdown } from "../sandbox/lockdown.ts";
import { SESRuntime } from "../sandbox/ses-runtime.ts";

ensureLockdown();

Deno.test("what guests throw is described without running anything of theirs", () => {
  const fail = () => assert.fail("a getter ran");
  const deep: object = { message: "deep" };
  let chain = deep;
  for (let level = 0; level < 20; level++) chain = Object.create(chain);
  const hostile = new Proxy({}, {
    getOwnPropertyDescriptor() {
      throw new Error("a trap");
    },
  });
  assert.equal(textOf(Object.defineProperty({}, "message", { get: fail }), "message"), UNREADABLE);
  assert.equal(
    textOf(
      Object.create({
        get name() {
          return fail();
        },
      }),
      "name",
    ),
    UNREADABLE,
  );
  assert.equal(textOf({ message: 1 } as object, "message"), UNREADABLE);
  assert.equal(textOf(hostile, "message"), UNREADABLE);
  assert.equal(textOf(chain, "message"), undefined);
  assert.equal(textOf(Object.create(deep), "message"), "deep");
  assert.equal(textOf(new TypeError("x"), "name"), "TypeError");
  assert.equal(textOf(new DOMException("text", "AbortError"), "name"), "AbortError");
  assert.equal(textOf(new DOMException("text", "AbortError"), "message"), "text");
  assert.equal(textOf({ message: "x".repeat(9_000) }, "message")!.length, 4_096);
  assert.deepEqual(
    [1, null, undefined, "s", Symbol("x"), 1n, {}, { name: "N" }, { name: "N", message: "m" }]
      .map(describeThrown),
    ["1", "null", "undefined", "s", "Symbol()", "1", "Error", "N", "N: m"],
  );
  assert.equal(describeThrown(Object.assign(() => {}, { message: "f" })), ": f");
  assert.equal(describeThrown("x".repeat(9_000)).length, 4_096);
  assert.deepEqual(
    [{ message: "m" }, Object.assign(() => {}, { message: "f" }), "text", null].map(messageOf),
    ["m", "f", "text", "null"],
  );
});

Deno.test("a stack is an own text, and a getter of a guest is none", () => {
  const own = (value: unknown) => Object.defineProperty({}, "stack", { value });
  assert.equal(stackOf(own("text")), "text");
  assert.equal(stackOf(own(1)), undefined);
  assert.equal(stackOf({}), undefined);
  for (const value of [null, undefined, 1, "stack"]) assert.equal(stackOf(value), undefined);
  const getter = Object.defineProperty({}, "stack", { get: () => assert.fail("a getter ran") });
  assert.equal(stackOf(getter), undefined);
  const hostile = new Proxy({}, {
    getOwnPropertyDescriptor() {
      throw new Error("a trap");
    },
  });
  assert.equal(stackOf(hostile), undefined);
});

Deno.test("an error is mapped once, what is no error never, and internal frames are hidden on demand", () => {
  const mapper = { parse: (frame: string) => frame.replace(/guest-errors\.test/, "AUTHORED") };
  const error = new Error("x");
  assert.equal(isThrownBy(error, mapper), true);
  assert.equal(isThrownBy(error, { parse: (frame) => frame }), false);
  assert.equal(isThrownBy({ stack: "at guest-errors.test" }, mapper), false);
  assert.equal(mapErrorOnce(error, mapper), error);
  assert.match(error.stack!, /^Error: x\n {4}at .*AUTHORED/);
  const once = error.stack;
  mapErrorOnce(error, { parse: () => "again" });
  assert.equal(error.stack, once);
  const hidden = new Error("x");
  mapErrorOnce(hidden, undefined, { hideInternalStackFrames: true });
  assert.match(hidden.stack!, / {4}at <CF_INTERNAL>/);
  assert.doesNotMatch(hidden.stack!, /packages\/runner\//);
  const shown = new Error("x");
  mapErrorOnce(shown, undefined);
  assert.match(shown.stack!, /packages\/runner\//);
  const plain = { message: "x" };
  assert.equal(mapErrorOnce(plain, mapper), plain);
  assert.equal(Object.hasOwn(plain, "stack"), false);
  const frozen = Object.freeze(new Error("x"));
  assert.equal(mapErrorOnce(frozen, mapper), frozen);
});

Deno.test("what guests throw or reject with leaves mapped", async () => {
  const runtime = new SESRuntime({ mapper: { parse: () => "    at MAPPED" } });
  const thrower = () => {
    throw new Error("sync");
  };
  assert.throws(() => runtime.exec(thrower), (error: Error) => error.stack!.includes("at MAPPED"));
  await assert.rejects(
    runtime.exec(() => Promise.reject(new Error("later"))),
    (error: Error) => error.stack!.includes("at MAPPED"),
  );
  assert.equal(runtime.exec(() => 1), 1);
  assert.equal(await runtime.exec(() => Promise.resolve(2)), 2);
});
