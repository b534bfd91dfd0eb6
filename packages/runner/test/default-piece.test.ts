/** The default piece of a space: finding it, replacing it, and the one that pattern tests get. */
import assert from "node:assert/strict";
import { memoryStores } from "../../storage/test/support/memory-store.ts";
import { installTestDefaultPiece, Runtime } from "../mod.ts";
import type { Any } from "./support/test-runtime.ts";

const SPACE = "home";

function makeRuntime(stores = memoryStores()): { runtime: Any; errors: string[] } {
  const runtime = new Runtime({ stores, attestation: "none" });
  const errors: string[] = [];
  runtime.onError(({ message }) => errors.push(message));
  return { runtime, errors };
}

Deno.test("a space has no default piece until one is set, and another one may take its place", async () => {
  const { runtime } = makeRuntime();
  await runtime.openSpace(SPACE);
  assert.equal(await runtime.defaultPiece(SPACE).pull(), undefined);
  for (const name of ["first", "second"]) {
    const piece = runtime.getCell(SPACE, name);
    piece.set({ name });
    await runtime.setDefaultPiece(SPACE, piece);
    assert.deepEqual(await runtime.defaultPiece(SPACE).pull(), { name });
  }
  assert.deepEqual(await runtime.getCell(SPACE, "first").pull(), { name: "first" });
  await runtime.setDefaultPiece(SPACE, undefined);
  assert.equal(await runtime.defaultPiece(SPACE).pull(), undefined);
  await runtime.dispose();
});

Deno.test("the default piece of tests starts empty, registers each piece once and counts calls", async () => {
  const { runtime, errors } = makeRuntime();
  const piece = await installTestDefaultPiece(runtime, SPACE) as Any;
  const fields = (await piece.pull()) as Any;
  assert.deepEqual(fields.pieceRegistry, []);
  assert.deepEqual(fields.recentPieces, []);
  assert.deepEqual(fields.backlinksIndex, { mentionable: [] });
  assert.equal(fields.testPieceRegistrationCount, 0);
  const made = ["a", "b"].map((name) => runtime.getCell(SPACE, name));
  for (const cell of made) cell.set({ name: "piece" });
  const add = (piece: unknown) => runtime.sendEvent(fields.addPiece, { piece });
  for (const cell of [made[0], made[1], made[0]]) {
    assert.equal((await add(cell)).status, "committed");
  }
  const registry = runtime.defaultPiece(SPACE).key("pieceRegistry");
  assert.deepEqual(await registry.pull(), [{ name: "piece" }, { name: "piece" }]);
  assert.ok(registry.key(1).equals(made[1]));
  assert.equal((await piece.pull()).testPieceRegistrationCount, 3);
  assert.equal((await piece.pull()).backlinksIndex.mentionable.length, 2);
  assert.deepEqual(errors, []);
  const refused = await runtime.sendEvent(fields.addPiece, {});
  assert.match(String(refused.error), /addPiece expects \{ piece \}/);
  await runtime.dispose();
});

Deno.test("two runtimes on one store share the default piece of tests", async () => {
  const stores = memoryStores();
  const [a, b] = [makeRuntime(stores), makeRuntime(stores)];
  const cells: Any[] = [];
  for (const { runtime } of [a, b]) cells.push(await installTestDefaultPiece(runtime, SPACE));
  for (const [{ runtime }, cell] of [[a, cells[0]], [b, cells[1]]] as const) {
    const { addPiece } = await cell.pull();
    const piece = runtime.getCell(SPACE, { of: a.runtime === runtime ? "a" : "b" });
    piece.set({});
    assert.equal((await runtime.sendEvent(addPiece, { piece })).status, "committed");
  }
  await a.runtime.settled();
  assert.equal((await cells[0].pull()).pieceRegistry.length, 2);
  assert.equal((await cells[1].pull()).testPieceRegistrationCount, 2);
  assert.deepEqual([...a.errors, ...b.errors], []);
  for (const { runtime } of [a, b]) await runtime.dispose();
});
