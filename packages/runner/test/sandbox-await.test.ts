/** Gates in asynchronous handlers, on a platform whose frames hold across `await`. */
import assert from "node:assert/strict";
import { makeFrame, runInFrame } from "../frame-powers.ts";
import { makeSandboxGlobals, prepareCompartment } from "../sandbox/compartment.ts";
import { evaluateInCompartment } from "../sandbox/evaluate-in-compartment.ts";

const compartment = prepareCompartment(makeSandboxGlobals(), { name: "test" });
const guest = (text: string): unknown => evaluateInCompartment(compartment, text);

const HANDLER = { kind: "handler", eventTimeMs: 1_700_000_000_999 } as const;

Deno.test("a gate holds across await, and closes when the action has ended", async () => {
  const results: unknown[] = [];
  const probe = guest(`(async (results) => {
    results.push([1].map(() => Date.now())[0]);
    await null;
    results.push(Date.now());
    return () => Date.now();
  })`) as (results: unknown[]) => Promise<() => unknown>;
  const frame = makeFrame(HANDLER);
  const pending = runInFrame(frame, () => probe(results));
  assert.equal(frame.open, true);
  const leaked = await pending;
  await null;
  assert.deepEqual(results, [1_700_000_000_000, 1_700_000_000_000]);
  assert.equal(frame.open, false);
  assert.throws(leaked, { name: "CapabilityError" });

  let later: (() => unknown) | undefined;
  const release = Promise.withResolvers<void>();
  const outlives = guest(
    "(promise) => { promise.then(() => { try { Date.now(); } catch (e) { return e; } }).then((e) => out(e)); }"
      .replace("out(e)", "0"),
  ) as (
    promise: Promise<void>,
  ) => void;
  runInFrame(makeFrame(HANDLER), () => outlives(release.promise));
  const caught = Promise.withResolvers<unknown>();
  runInFrame(makeFrame(HANDLER), () => {
    later = guest("() => Date.now()") as () => unknown;
    release.promise.then(() => {
      try {
        caught.resolve(later!());
      } catch (error) {
        caught.resolve(error);
      }
    });
  });
  release.resolve();
  const error = await caught.promise;
  assert.match(
    String(error),
    /CapabilityError: Date\.now\(\) is not available in a handler that has ended/,
  );
});
