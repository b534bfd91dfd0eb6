import assert from "node:assert/strict";
import { makeCounters } from "@commonfabric/contract";
import { ensureCompiler, loadedCompiler } from "../mod.ts";

Deno.test("the compiler is loaded once, by ensureCompiler alone", async () => {
  const counters = makeCounters();
  const [first, second] = await Promise.all([ensureCompiler(counters), ensureCompiler(counters)]);
  assert.equal(first, second);
  assert.equal(loadedCompiler(), first);
  assert.equal(counters.typescriptLoads, 1);
});
