/** Places that only named code may change. */
import assert from "node:assert/strict";
import type { JSONSchema } from "@commonfabric/api";
import { RunnerTransaction } from "../transactions/transaction.ts";
import type { ImplementationIdentity } from "../types.ts";
import { edit, fixtureOf, MODES } from "./support/labels.ts";

for (const mode of MODES) {
  const isEnforced = mode === "enforce";

  Deno.test(`${mode}: only the named code may change a place`, async () => {
    const identity = "a".repeat(43);
    const authority = { identity, symbol: "save" };
    const writers: readonly (readonly [ImplementationIdentity, boolean])[] = [
      [{ kind: "verified", identity, symbol: "save" }, true],
      [{ kind: "verified", identity, symbol: "other" }, false],
      [{ kind: "verified", identity: "b".repeat(43), symbol: "save" }, false],
      [{ kind: "builtin", builtinId: "save" }, false],
      [{ kind: "host", reason: "save" }, false],
      [{ kind: "unsupported" }, false],
      [{ kind: "unsupported", identity, symbol: "save" } as never, false],
    ];
    for (const [writer, isNamed] of writers) {
      const fixture = await fixtureOf(mode);
      const cell = fixture.cell("doc", {
        properties: { name: { ifc: { writeAuthorizedBy: authority } }, note: { type: "string" } },
      });
      const attempts: readonly (readonly [string, (tx: RunnerTransaction) => void])[] = [
        ["first value", (tx) => cell.withTx(tx).set({ name: "a", note: "b" })],
        ["part", (tx) => cell.withTx(tx).key("name").set("b")],
        ["update", (tx) => cell.withTx(tx).update({ name: "c" })],
        ["link", (tx) => cell.withTx(tx).key("name").set(fixture.cell("elsewhere"))],
        ["removal", (tx) => cell.withTx(tx).set({ note: "b" })],
      ];
      for (const [name, write] of attempts) {
        const before = cell.getRaw();
        const tx = new RunnerTransaction(fixture.spaces);
        tx.setImplementationIdentity(writer);
        write(tx);
        if (isNamed || !isEnforced) {
          tx.prepareCfc();
          assert.ok("ok" in await tx.commit(), name);
          continue;
        }
        assert.throws(() => tx.prepareCfc(), { name: "WriteNotAuthorizedError" }, name);
        assert.equal(tx.status, "aborted");
        await assert.rejects(tx.commit(), { name: "TransactionClosedError" });
        assert.equal(cell.getRaw(), before, "nothing was written");
        const owner = { kind: "verified", ...authority } as const;
        await edit(fixture, (own) => cell.withTx(own).set({ name: "own", note: name }), owner);
      }
    }
  });

  Deno.test(`${mode}: who leaves a protected place as it is may write around it`, async () => {
    const fixture = await fixtureOf(mode);
    const identity = "a".repeat(43);
    const schema: JSONSchema = {
      properties: { name: { ifc: { writeAuthorizedBy: { identity, symbol: "save" } } } },
    };
    const owner = { kind: "verified", identity, symbol: "save" } as const;
    const cell = fixture.cell("doc", schema);
    await edit(fixture, (tx) => cell.withTx(tx).set({ name: "a", n: 1 }), owner);
    await edit(fixture, (tx) => cell.withTx(tx).set({ name: "a", n: 2 }));
    assert.deepEqual(fixture.cell("doc").get(), { name: "a", n: 2 });
    const blind = new RunnerTransaction(fixture.spaces);
    cell.withTx(blind).set({ name: "a", n: 3 });
    blind.prepareCfc();
    await edit(fixture, (tx) => cell.withTx(tx).key("name").set("b"), owner);
    const outcome = await blind.commit();
    assert.equal("ok" in outcome, !isEnforced, "it would put the old name back");
    assert.deepEqual(
      fixture.cell("doc").get(),
      isEnforced ? { name: "b", n: 2 } : { name: "a", n: 3 },
    );
  });

  Deno.test(`${mode}: an authority that nothing resolves is nobody`, async () => {
    const fixture = await fixtureOf(mode);
    const authority = { specifier: "./lib.ts", symbol: "save" };
    const cell = fixture.cell("doc", { ifc: { writeAuthorizedBy: authority } });
    const write = () =>
      edit(fixture, (tx) => cell.withTx(tx).set(1), {
        kind: "verified",
        identity: "a".repeat(43),
        symbol: "save",
      });
    if (isEnforced) await assert.rejects(write, { name: "WriteNotAuthorizedError" });
    else await write();
  });
}
