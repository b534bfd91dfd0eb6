import assert from "node:assert/strict";
import { compareUtf8 } from "@commonfabric/canonical";
import { ensureLockdown } from "../sandbox/lockdown.ts";
import { makeFixture } from "./support/cell-host.ts";

const NAMES = Object.getOwnPropertyNames(Object.prototype);

Deno.test("names of the frozen object prototype are member names like any other", async () => {
  ensureLockdown();
  const host = await makeFixture();
  const cell = host.cell<Record<string, number>>("inherited");
  host.act(() => {
    const guest = host.guest(cell);
    guest.set({});
    NAMES.forEach((name, index) => guest.key(name).set(index));
  });
  const expected = NAMES.map((name, index) => [name, index] as const)
    .sort(([a], [b]) => compareUtf8(a, b));
  assert.deepEqual(Object.entries(cell.get()!), expected);
  host.act(() => host.guest(cell).set(Object.fromEntries([["valueOf", 1], ["__proto__", 2]])));
  assert.deepEqual(Object.entries(cell.get()!), [["__proto__", 2], ["valueOf", 1]]);
});
