/**
 * The attack files that the loader answers, programs apart, each a test: what the attack corpus
 * tests as well, in pieces that are cheap enough for many mutants.
 */
import assert from "node:assert/strict";
import { readAttackFiles } from "../attacks/attack-files-powers.ts";
import { makeDrivers } from "../attacks/drivers/registry-powers.ts";
import { unexpectedLines } from "../attacks/report.ts";
import { runAttacks } from "../attacks/run-attacks.ts";

const drivers = makeDrivers();
const OWNERS = /^packages\/(?:runner|sandbox-verifier)\//;

for (const file of readAttackFiles()) {
  const isLoaded = OWNERS.test(file.path) && !file.path.includes("/16-") &&
    file.kind !== "program" &&
    (file.kind !== "body" || file.second !== undefined || !file.expect.startsWith("reject"));
  if (!isLoaded) continue;
  Deno.test(`${file.path} is answered as it says`, async () => {
    assert.deepEqual(unexpectedLines(await runAttacks([file], { drivers, silencedOneIn: 1 })), []);
  });
}
