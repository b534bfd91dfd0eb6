/** A commit that is moved onto what others committed is what its code would have done after them. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalEqual } from "@commonfabric/canonical";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { asynchronous, type Fixture, makeFixture } from "./support/cell-host.ts";
import type { Any } from "./support/test-runtime.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const RUNS = runs(300, 3_000);

/** One step of code that works on a document with a number, a list and a record. */
type Step =
  | { readonly kind: "push" | "addUnique" | "remove" | "increment"; readonly value: number }
  | { readonly kind: "field"; readonly name: string; readonly value: number }
  | { readonly kind: "record"; readonly value: Readonly<Record<string, number>> }
  | { readonly kind: "update"; readonly value: Readonly<Record<string, number>> }
  | { readonly kind: "list"; readonly value: readonly number[] }
  | { readonly kind: "copy"; readonly name: string };

const INTENTS = ["push", "addUnique", "remove", "increment"] as const;
const small = fc.integer({ min: 0, max: 3 });
const name = fc.constantFrom("x", "y");
const fields = fc.dictionary(name, small, { maxKeys: 2 });
const intent: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom(...INTENTS), value: small });
const step: fc.Arbitrary<Step> = fc.oneof(
  intent,
  fc.record({ kind: fc.constant("field" as const), name, value: small }),
  fc.record({ kind: fc.constantFrom("record" as const, "update" as const), value: fields }),
  fc.record({ kind: fc.constant("list" as const), value: fc.array(small, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant("copy" as const), name }),
);
const steps = fc.array(step, { minLength: 1, maxLength: 4 });

function perform(cell: Any, step: Step): void {
  switch (step.kind) {
    case "push":
      return cell.key("list").push(step.value);
    case "addUnique":
      return cell.key("list").addUnique(step.value);
    case "remove":
      return cell.key("list").removeByValue(step.value);
    case "increment":
      return cell.key("n").increment(step.value);
    case "field":
      return cell.key("record", step.name).set(step.value);
    case "record":
      return cell.key("record").set(step.value);
    case "update":
      return cell.key("record").update(step.value);
    case "list":
      return cell.key("list").set(step.value);
    case "copy":
      return cell.key("n").set((cell.key("record", step.name).get() ?? 0) + 1);
    default:
      return step satisfies never;
  }
}

const START = { n: 0, list: [1, 2], record: { x: 1 } };

async function commit(fixture: Fixture, code: readonly Step[]) {
  const tx = new RunnerTransaction(fixture.spaces);
  for (const each of code) perform(fixture.cell("document").withTx(tx), each);
  return await tx.commit();
}

/** What is stored when each of `codes` runs on what the one before it left. */
async function serially(codes: readonly (readonly Step[])[]): Promise<unknown> {
  const fixture = await makeFixture();
  fixture.cell("document").set(START);
  for (const code of codes) await commit(fixture, code);
  return fixture.cell("document").getRaw();
}

async function meet(theirs: readonly Step[], mine: readonly Step[]) {
  const memory = memoryStores();
  const other = await makeFixture(memory);
  other.cell("document").set(START);
  const own = await makeFixture(asynchronous(memory));
  await own.cell("document").sync();
  // Begun on the old state, and sent when the other commit is there.
  const tx = new RunnerTransaction(own.spaces);
  for (const each of mine) perform(own.cell("document").withTx(tx), each);
  await commit(other, theirs);
  const result = await tx.commit();
  await own.spaces.confirmed();
  return { result, stored: other.cell("document").getRaw(), seen: own.cell("document").getRaw() };
}

/** What changed nothing where it began may have come first. */
async function checkSerial(
  stored: unknown,
  theirs: readonly Step[],
  mine: readonly Step[] | undefined,
): Promise<void> {
  if (mine === undefined) return assert.deepEqual(stored, await serially([theirs]));
  const isIdle = canonicalEqual(await serially([mine]), START);
  if (isIdle && canonicalEqual(stored, await serially([theirs]))) return;
  assert.deepEqual(stored, await serially([theirs, mine]));
}

Deno.test("a rebased commit is what its code would have done, or it is a conflict", () =>
  fc.assert(
    fc.asyncProperty(steps, steps, async (theirs, mine) => {
      const { result, stored, seen } = await meet(theirs, mine);
      await checkSerial(stored, theirs, "ok" in result ? mine : undefined);
      assert.deepEqual(seen, stored);
    }),
    { numRuns: RUNS },
  ));

Deno.test("intents never conflict with intents, and all of them count", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(intent, { minLength: 1, maxLength: 5 }),
      fc.array(intent, { minLength: 1, maxLength: 5 }),
      async (theirs, mine) => {
        const { result, stored } = await meet(theirs, mine);
        assert.ok("ok" in result);
        await checkSerial(stored, theirs, mine);
      },
    ),
    { numRuns: RUNS },
  ));
