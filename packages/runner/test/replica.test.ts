/** What a replica shows when answers of the store, notices and own commits overtake each other. */
import assert from "node:assert/strict";
import type { CommitBatch, CommitResult, SpaceStores } from "@commonfabric/storage";
import { faultStore } from "../../storage/test/support/fault-store.ts";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { RunnerTransaction } from "../transactions/transaction.ts";
import { makeFixture } from "./support/cell-host.ts";
import { failingStores } from "./support/failing-stores.ts";
import { turns } from "./support/fake-network.ts";
import { type Any, makeTestRuntime, SPACE } from "./support/test-runtime.ts";

/** Stores whose answers to reads and commits wait for gates, after their effect. */
function gated(stores: SpaceStores) {
  const gates: { read?: Promise<void> | undefined; commit?: Promise<void> | undefined } = {};
  const made: SpaceStores = async (space) => {
    const store = await stores(space);
    return {
      ...faultStore(store, {}),
      read: async (keys) => {
        const found = await store.read(keys);
        await gates.read;
        return found;
      },
      commit: async (batch: CommitBatch): Promise<CommitResult> => {
        const result = await store.commit(batch);
        await gates.commit;
        return result;
      },
    };
  };
  return { gates, stores: made };
}

const LEFT = "left";

async function twoFixtures() {
  const memory = memoryStores();
  const { gates, stores } = gated(memory);
  const own = await makeFixture(stores, [SPACE]);
  const other = await makeFixture(memory, [SPACE]);
  other.cell(LEFT).set(1);
  await own.cell(LEFT).sync();
  return { gates, own, other };
}

Deno.test("an answer that an own delete has overtaken does not bring the document back", async () => {
  const { gates, own, other } = await twoFixtures();
  const read = Promise.withResolvers<void>();
  gates.read = read.promise;
  other.cell(LEFT).set(2);
  await turns();
  // The notice has been heard; the answer that holds 2 is on its way.
  gates.read = undefined;
  let status = "";
  while (status !== "done") {
    const tx = new RunnerTransaction(own.spaces);
    own.cell(LEFT).withTx(tx).set(undefined);
    await tx.commit();
    status = tx.status;
  }
  assert.equal(own.cell(LEFT).get(), undefined);
  const before = own.changes.length;
  read.resolve();
  await own.spaces.confirmed();
  assert.equal(own.cell(LEFT).get(), undefined);
  assert.deepEqual(own.changes.slice(before).map(({ after }) => after), []);
});

Deno.test("a deletion that came to be known before an own commit was confirmed stays", async () => {
  const { gates, own, other } = await twoFixtures();
  const answer = Promise.withResolvers<void>();
  gates.commit = answer.promise;
  const tx = new RunnerTransaction(own.spaces);
  own.cell(LEFT).withTx(tx).set(5);
  const outcome = tx.commit();
  await turns();
  assert.equal(other.cell(LEFT).get(), 5);
  other.cell(LEFT).set(undefined);
  await turns();
  assert.equal(own.cell(LEFT).get(), 5, "what is pending is shown until it is confirmed");
  answer.resolve();
  assert.ok("ok" in await outcome);
  await own.spaces.confirmed();
  assert.equal(own.cell(LEFT).get(), undefined);
});

for (const kind of ["synchronous", "asynchronous"] as const) {
  Deno.test(`what could not be read when it was announced is read later (${kind})`, async () => {
    const memory = memoryStores();
    const failing = failingStores(memory, kind);
    const { runtime, clock } = await makeTestRuntime({ stores: failing.stores });
    const other = await makeTestRuntime({ stores: memory });
    const cell = runtime.getCell<number>(SPACE, LEFT);
    await runtime.editWithRetry((tx) => cell.withTx(tx).set(1));
    const shown: Any[] = [];
    cell.sink((value) => void shown.push(value));
    await runtime.settled();
    failing.fails = { reads: true };
    await other.runtime.editWithRetry((tx) => other.runtime.getCell(SPACE, LEFT, { tx }).set(2));
    await turns();
    clock.advance(1_000);
    await turns();
    assert.deepEqual(shown, [1]);
    failing.fails = {};
    clock.advance(5_000);
    await turns();
    assert.deepEqual(shown, [1, 2]);
    await Promise.all([runtime.dispose(), other.runtime.dispose()]);
  });
}
