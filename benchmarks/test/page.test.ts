import assert from "node:assert/strict";
import { thisMachine } from "../harness/machine-powers.ts";
import { reportPage } from "../harness/report-text.ts";
import { BENCHMARKS } from "../workloads/table.ts";

/** A page without what differs from machine to machine. */
function withoutMachine(page: string): string {
  return page.replace(/^(Machine|Peers): .*$/gm, "$1").trimEnd();
}

Deno.test("the page of benchmarks is what a run writes: its head, and sections in the order of the table", async () => {
  const before = await Deno.readTextFile(new URL("../../docs/benchmarks.md", import.meta.url));
  const ids = BENCHMARKS.map(({ id }) => id);
  const written = reportPage([], thisMachine(), { before, ids });
  assert.equal(withoutMachine(written), withoutMachine(before));
});

Deno.test("every benchmark has an id of its own", () => {
  const ids = BENCHMARKS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});
