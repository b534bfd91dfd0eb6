/** Random operations on cells of two runtimes, compared with plain data. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { editWithRetry } from "../transactions/edit-with-retry.ts";
import { differences } from "../transactions/changes.ts";
import { nodeAt, replaceAt, shareNodes } from "../transactions/tree.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { asynchronous, makeFixture, SPACE } from "./support/cell-host.ts";
import { runs } from "../../canonical/test/support/runs.ts";

type Model = { list: number[]; n: number; o: Record<string, unknown> };

type Step =
  | { kind: "push" | "addUnique" | "removeByValue" | "removeAll"; value: number }
  | { kind: "increment"; value: number }
  | { kind: "set" | "update"; key: "x" | "y"; value: unknown };

const small = fc.integer({ min: 0, max: 3 });
const data = fc.jsonValue({ maxDepth: 2 }).map(avoidMarks);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("push", "addUnique", "removeByValue", "removeAll"),
    value: small,
  }),
  fc.record({ kind: fc.constant("increment" as const), value: small }),
  fc.record({
    kind: fc.constantFrom("set" as const, "update" as const),
    key: fc.constantFrom("x" as const, "y" as const),
    value: data,
  }),
) as fc.Arbitrary<Step>;

/** What the step does to plain data. */
function applyToModel(model: Model, { kind, ...rest }: Step): void {
  const value = rest.value as number;
  const at = model.list.indexOf(value);
  if (kind === "push" || (kind === "addUnique" && at < 0)) model.list.push(value);
  else if (kind === "removeByValue" && at >= 0) model.list.splice(at, 1);
  else if (kind === "removeAll") model.list = model.list.filter((each) => each !== value);
  else if (kind === "increment") model.n += value;
  else if ("key" in rest) model.o = { ...model.o, [rest.key]: structuredClone(rest.value) };
}

for (const [name, wrap] of [["synchronous", false], ["asynchronous", true]] as const) {
  Deno.test(`random edits of two runtimes give the state of plain data (${name})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), step), { maxLength: 12 }), async (steps) => {
        const stores = memoryStores();
        const left = await makeFixture(wrap ? asynchronous(stores) : stores);
        const right = await makeFixture(wrap ? asynchronous(stores) : stores);
        const model: Model = { list: [], n: 0, o: {} };
        await left.cell("m").sync();
        await editWithRetry(
          left.spaces,
          (tx) => left.cell("m").withTx(tx).set(structuredClone(model)),
        );
        await right.cell("m").sync();
        for (const [isLeft, each] of steps) {
          const fixture = isLeft ? left : right;
          applyToModel(model, each);
          await editWithRetry(fixture.spaces, (tx) => {
            const cell = fixture.cell("m").withTx(tx);
            if (each.kind === "increment") cell.key("n").increment(each.value);
            else if (each.kind === "set") cell.key("o", each.key).set(inline(each.value));
            else if (each.kind === "update") {
              cell.key("o").update({ [each.key]: inline(each.value) });
            } else cell.key("list")[each.kind](each.value);
            assert.deepEqual(cell.key("list").get(), cell.key("list").get());
          });
          await fixture.spaces.confirmed();
        }
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
        for (const fixture of [left, right]) {
          await fixture.spaces.confirmed();
          await fixture.cell("m").sync();
          assert.deepEqual(fixture.cell("m").get(), model);
        }
      }),
      { numRuns: runs(40) },
    );
  });
}

const inline = (value: unknown): unknown => structuredClone(value);

Deno.test("replacing, sharing and comparing trees agree with plain data", () => {
  const tree = data.map((value) => convertHostValue(value, SPACE));
  fc.assert(fc.property(tree, tree, (before, after) => {
    const shared = shareNodes(before, after);
    assert.deepEqual(shared, after);
    const found = differences(before, after);
    assert.equal(found.length === 0, Object.is(shared, before));
    for (const difference of found) {
      assert.deepEqual(nodeAt(before, difference.path), difference.before);
      assert.deepEqual(nodeAt(after, difference.path), difference.after);
    }
  }));
  fc.assert(
    fc.property(tree, fc.array(fc.constantFrom("a", "b"), { maxLength: 4 }), (value, path) => {
      const root = { a: {}, b: { a: { b: {} } } };
      const copy = structuredClone(root);
      const replaced = replaceAt(root, path, value);
      assert.deepEqual(root, copy);
      assert.deepEqual(nodeAt(replaced, path), value);
    }),
  );
});

/** Host values with the key of links only would be links. */
function avoidMarks(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('"/"', '"slash"'));
}
