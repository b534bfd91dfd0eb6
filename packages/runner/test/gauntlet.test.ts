/** Accepted bodies in separate compartments: no effect, nothing mutable, copies that are one. */
import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import { acceptedVerdict, PACKAGES } from "./support/gauntlet/accepting.ts";
import { Gauntlet } from "./support/gauntlet/gauntlet.ts";

const ACCEPT = new URL("../../sandbox-verifier/testdata/accept/", import.meta.url);

const gauntlet = new Gauntlet({ table: hostTable, packages: PACKAGES });

Deno.test("every body of the accept corpus is clean in the gauntlet", () => {
  let compared = 0;
  for (const { name } of Deno.readDirSync(ACCEPT)) {
    if (!name.endsWith(".js")) continue;
    const body = Deno.readTextFileSync(new URL(name, ACCEPT));
    const result = gauntlet.run(body, acceptedVerdict(body));
    assert.deepEqual(result.violations, [], name);
    assert.equal(result.loadError, undefined, name);
    compared += result.compared;
  }
  assert.ok(compared > 300, `${compared} calls`);
});
