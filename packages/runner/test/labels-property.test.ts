/** Whatever is written in whatever order, rebased or not: an atom stands only where its writer wrote. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { JSONSchema } from "@commonfabric/api";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { nodeAt } from "../transactions/tree.ts";
import { type Fixture, makeFixture, SPACE } from "./support/cell-host.ts";
import { adding, labelsOf } from "./support/labels.ts";
import type { Any } from "./support/test-runtime.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const RUNS = runs(300, 3_000);

const SIGNED: JSONSchema = {
  properties: {
    a: adding("x"),
    b: { properties: { c: adding("x"), d: { type: "number" } }, ...adding("x") },
    list: { type: "array", items: adding("x") },
  },
};

/** Numbers from here on are written under the schema only, smaller ones never. */
const FIRST_SIGNED = 100;

interface Step {
  readonly kind: "whole" | "a" | "b" | "c" | "update" | "list" | "push" | "addUnique" | "remove";
  readonly n: number;
  readonly isSigned: boolean;
}

const KINDS = ["whole", "a", "b", "c", "update", "list", "push", "addUnique", "remove"] as const;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  n: fc.integer({ min: 0, max: 2 }),
  isSigned: fc.boolean(),
});
const steps = fc.array(step, { minLength: 1, maxLength: 5 });

function perform(fixture: Fixture, tx: RunnerTransaction, { kind, n, isSigned }: Step): void {
  const cell: Any = fixture.cell("doc", isSigned ? SIGNED : undefined).withTx(tx);
  const value = isSigned ? FIRST_SIGNED + n : n;
  switch (kind) {
    case "whole":
      return cell.set({ a: value, b: { c: value, d: value }, list: [value, value] });
    case "a":
      return cell.key("a").set(value);
    case "b":
      return cell.key("b").set(n === 0 ? undefined : { c: value, d: value });
    case "c":
      return cell.key("b", "c").set(value);
    case "update":
      return cell.update({ a: value });
    case "list":
      return cell.key("list").set(Array(n).fill(value));
    case "push":
      return cell.key("list").push(value);
    case "addUnique":
      return cell.key("list").addUnique(value);
    case "remove":
      return cell.key("list").removeByValue(isSigned ? n : FIRST_SIGNED + n);
    default:
      return kind satisfies never;
  }
}

function leaves(node: unknown): unknown[] {
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(leaves) : [node];
}

async function commitAll(fixture: Fixture, list: readonly Step[]): Promise<void> {
  const tx = new RunnerTransaction(fixture.spaces);
  for (const each of list) perform(fixture, tx, each);
  tx.prepareCfc();
  await tx.commit();
}

function checkLabels(fixture: Fixture): void {
  const cell = fixture.cell("doc");
  const value = cell.getRaw();
  for (const { path, integrity } of labelsOf(fixture, cell)) {
    assert.deepEqual(integrity, ["x"]);
    const held = leaves(nodeAt(value, path));
    const isSigned = held.length > 0 && held.every((leaf) => (leaf as number) >= FIRST_SIGNED);
    assert.ok(isSigned, `${path.join(".")} of ${JSON.stringify(value)}`);
  }
}

Deno.test("an atom stands only where all of the value was written under its schema", () =>
  fc.assert(
    fc.asyncProperty(steps, steps, steps, async (first, mine, theirs) => {
      const stores = memoryStores();
      const one = await makeFixture(stores, [SPACE]);
      await commitAll(one, first);
      checkLabels(one);
      const two = await makeFixture(stores, [SPACE]);
      await two.cell("doc").sync();
      const tx = new RunnerTransaction(one.spaces);
      for (const each of mine) perform(one, tx, each);
      tx.prepareCfc();
      await commitAll(two, theirs);
      checkLabels(two);
      await tx.commit();
      checkLabels(one);
      for (const { spaces } of [one, two]) spaces.peek(SPACE)!.replica.close();
    }),
    { numRuns: RUNS },
  ));

Deno.test("a value that is written whole under the schema holds every atom of it", () =>
  fc.assert(
    fc.asyncProperty(steps, async (before) => {
      const fixture = await makeFixture();
      await commitAll(fixture, before);
      await commitAll(fixture, [{ kind: "whole", n: 1, isSigned: true }]);
      const paths = labelsOf(fixture, fixture.cell("doc")).map(({ path }) => path.join("."));
      assert.deepEqual(paths, ["a", "b", "b.c", "list.0", "list.1"]);
    }),
    { numRuns: RUNS / 3 },
  ));
