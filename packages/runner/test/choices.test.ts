/** Conditionals against their branches, and comparisons of places that are empty at first. */
import assert from "node:assert/strict";
import { type Any, H, runPattern, withRuntime } from "./support/test-runtime.ts";

const number = { type: "number" };

Deno.test("a branch that is no longer chosen does not run on the change that deselects it", async () => {
  await withRuntime(async (test) => {
    const { runtime, source, errors } = test;
    const ran: number[] = [];
    const inverse = H.lift(
      (n: number) => {
        ran.push(n);
        return 1 / n;
      },
      number,
      number,
    );
    const half = H.lift((n: number) => n / 2, number, number);
    const isSet = H.lift((n: number) => n !== 0, number, { type: "boolean" });
    const pattern = source.add(
      "choice",
      H.pattern(
        (input: Any) => {
          const n = input.key("n");
          const chosen = half(inverse(n));
          return {
            either: H.ifElse(isSet(n), chosen, "none"),
            guarded: H.when(isSet(n), chosen),
          };
        },
        { type: "object", properties: { n: number }, required: ["n"] },
        true,
      ),
    );
    const input = runtime.getCell<number>("home", "n");
    input.set(4);
    const piece = await runPattern(test, pattern, { n: input });
    const cancel = piece.sink(() => {});
    await runtime.idle();
    assert.deepEqual(await piece.pull(), { either: 0.125, guarded: 0.125 });
    input.set(0);
    assert.deepEqual(await piece.pull(), { either: "none", guarded: false });
    input.set(8);
    assert.deepEqual(await piece.pull(), { either: 0.0625, guarded: 0.0625 });
    assert.deepEqual(ran, [4, 8]);
    assert.deepEqual(errors, []);
    cancel();
  });
});

Deno.test("a comparison runs again when an empty place comes to hold a link", async () => {
  await withRuntime(async (test) => {
    const { runtime, source } = test;
    const isSame = H.lift(({ a, b }: Any) => a.equals(b), {
      type: "object",
      properties: { a: { asCell: ["comparable"] }, b: { asCell: ["comparable"] } },
      required: ["a", "b"],
    }, { type: "boolean" });
    const pattern = source.add(
      "comparison",
      H.pattern(
        (input: Any) => ({ same: isSame({ a: input.key("item"), b: input.key("chosen") }) }),
        { type: "object", properties: { item: true, chosen: true } },
        true,
      ),
    );
    const item = runtime.getCell<Any>("home", "item");
    const chosen = runtime.getCell<Any>("home", "chosen");
    item.set({ title: "Tea" });
    const piece = await runPattern(test, pattern, { item, chosen });
    assert.deepEqual(await piece.pull(), { same: false });
    chosen.set(item);
    assert.deepEqual(await piece.pull(), { same: true });
  });
});
