/** Atoms that the runtime vouches for, and labels that are only carried. */
import assert from "node:assert/strict";
import type { JSONSchema } from "@commonfabric/api";
import type { Cell, ImplementationIdentity } from "../types.ts";
import { SPACE } from "./support/cell-host.ts";
import { adding, edit, fixtureOf, integrityOf, labelsOf, MODES } from "./support/labels.ts";

for (const mode of MODES) {
  const isEnforced = mode === "enforce";
  const expected = (...paths: string[]) => isEnforced ? paths : [];

  Deno.test(`${mode}: minted atoms are stripped wherever they are claimed`, async () => {
    const minted = ["cf-compiled-by:cf-compiler", "cf-compiled-by:", "cf-runtime:clock"];
    const nested: JSONSchema = {
      properties: {
        deep: { properties: { part: adding(...minted, "own") } },
        list: { type: "array", items: adding(...minted) },
      },
      ...adding(...minted, "own"),
    };
    const writers: readonly ImplementationIdentity[] = [
      { kind: "unsupported" },
      { kind: "host", reason: "test" },
      { kind: "verified", identity: "compile-cache", symbol: "compile-cache" },
      { kind: "builtin", builtinId: "map" },
    ];
    for (const writer of writers) {
      const fixture = await fixtureOf(mode);
      const cell: Cell = fixture.cell("doc", nested);
      await edit(fixture, (tx) => {
        cell.withTx(tx).set({ deep: { part: 1 }, list: [1, { n: 2 }] });
        cell.withTx(tx).key("deep", "part").set(2);
        cell.withTx(tx).key("list").push({ n: 3 }, 4);
        cell.withTx(tx).update({ deep: { part: 5 } });
      }, writer);
      assert.deepEqual(integrityOf(fixture, cell), expected("deep.part: own"));
      for (const at of [1, 2]) {
        assert.deepEqual(integrityOf(fixture, cell.key("list", at).resolveAsCell()), []);
      }
    }
  });

  Deno.test(`${mode}: each family of minted atoms has its one built-in`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc", adding("cf-compiled-by:cf-compiler", "cf-runtime:clock"));
    await edit(fixture, (tx) => cell.withTx(tx).set(1), {
      kind: "builtin",
      builtinId: "compile-cache",
    });
    assert.deepEqual(integrityOf(fixture, cell), expected(": cf-compiled-by:cf-compiler"));
    await edit(fixture, (tx) => cell.withTx(tx).set(2), { kind: "builtin", builtinId: "runtime" });
    assert.deepEqual(integrityOf(fixture, cell), expected(": cf-runtime:clock"));
    const copy = fixture.cell("copy");
    copy.set(cell.get());
    assert.deepEqual(integrityOf(fixture, copy), []);
    cell.asSchema({ type: "number" }).set(3);
    assert.deepEqual(integrityOf(fixture, cell), [], "a change by anybody else loses it");
  });

  Deno.test(`${mode}: other labels are stored, carried, and stop nobody`, async () => {
    const fixture = await fixtureOf(mode);
    const cell = fixture.cell("doc");
    const secret: JSONSchema = {
      properties: { a: { ifc: { confidentiality: ["s"], maxConfidentiality: [], other: 1 } } },
    };
    cell.asSchema(secret).set({ a: 1 });
    cell.key("a").set(2);
    const entries = isEnforced ? [{ path: ["a"], confidentiality: ["s"] }] : [];
    assert.deepEqual(labelsOf(fixture, cell), entries, "a change keeps what was secret");
    assert.deepEqual(cell.asSchema(secret).get(), { a: 2 });
    cell.setMetaRaw("field", 1);
    cell.set(undefined);
    assert.deepEqual(labelsOf(fixture, cell), [], "without a value there is nothing to keep");
    const bare = fixture.cell("bare");
    bare.asSchema(secret).set({ a: 1 });
    bare.set(undefined);
    const { scope, id } = bare.getAsNormalizedFullLink();
    const { document } = fixture.spaces.peek(SPACE)!.replica.current({ scope, id })!;
    assert.equal(document, undefined, "nor is a document left");
  });
}
