/** Written programs, in the way authors write them: each renders and reacts as its authored text. */
import assert from "node:assert/strict";
import { graphBreaches } from "../graph/assertions.ts";
import { readEmitted } from "../graph/emitted.ts";
import { positionFaults } from "../graph/positions.ts";
import { rawUses } from "../graph/raw-uses.ts";
import { bodyRejections } from "../verify-body.ts";
import { compileBatch } from "./compile-batch.ts";
import { compareMeanings } from "./compare.ts";
import { tapeOf } from "./tape.ts";
import { writtenPrograms } from "./written.ts";

const TAPES = 12;

const modules = compileBatch(writtenPrograms);

for (const [path, module] of modules) {
  if (!path.endsWith(".tsx")) continue;
  Deno.test(`the program ${path} renders and reacts as its authored text`, () => {
    assert.deepEqual(module.typeErrors, []);
    assert.deepEqual(module.findings.filter((one) => !one.startsWith("mergeable-push")), []);
    const totals = { events: 0, changes: 0, liftRuns: 0 };
    for (let seed = 1; seed <= TAPES; seed++) {
      const compared = compareMeanings(modules, path, tapeOf(seed));
      totals.events += compared.events;
      totals.changes += compared.changes;
      totals.liftRuns += compared.liftRuns;
    }
    assert.ok(totals.changes > TAPES, "inputs were changed");
    assert.ok(totals.liftRuns > TAPES, "computations ran");
    const sends = module.text.includes("onClick");
    assert.ok(!sends || totals.events > TAPES, "events were sent");
  });

  Deno.test(`the emitted graph of ${path} is in order`, () => {
    const { body } = module;
    assert.ok(body !== undefined);
    const emitted = readEmitted(body);
    assert.deepEqual(bodyRejections(path, body), []);
    assert.deepEqual(rawUses(emitted), []);
    assert.deepEqual(graphBreaches(emitted), []);
    assert.deepEqual(positionFaults(module, body), []);
  });
}
