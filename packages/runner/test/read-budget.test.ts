/** A read that visits too many documents fails as a whole, whatever is remembered of its parts. */
import assert from "node:assert/strict";
import { type Any, SPACE, withRuntime } from "./support/test-runtime.ts";

Deno.test("the budget of a read counts parts whose views were made before", () =>
  withRuntime(async ({ runtime, errors }) => {
    const at = (cause: string) => runtime.getCell<Any>(SPACE, cause);
    at("one").set({ n: 1 });
    const links = Array.from({ length: 60_000 }, () => at("one"));
    at("left").set(links);
    at("right").set(links.slice(0, 45_000));
    at("both").set([at("left"), at("right")]);
    assert.equal(at("left").get()!.length, 60_000);
    assert.equal(at("right").get()!.length, 45_000);
    assert.throws(() => at("both").get(), { name: "ReadBudgetError" });
    await assert.rejects(() => at("both").pull(), { name: "ReadBudgetError" });
    const shown: number[] = [];
    at("both").sink((value: Any) => void shown.push(value[1].length));
    await runtime.idle();
    assert.deepEqual(shown, []);
    assert.deepEqual(errors.map(({ name }) => name), ["ReadBudgetError"]);
    at("right").set([]);
    await runtime.idle();
    assert.deepEqual(shown, [0]);
  }));
