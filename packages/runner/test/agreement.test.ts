/**
 * What is accepted, others read in the same way: acorn as a module, the engine, ses, TypeScript, and
 * a scope analysis that is not ours. The verdict's surface is what TypeScript reads and running shows.
 */
import assert from "node:assert/strict";
import { type Options, parse } from "acorn";
import fc from "fast-check";
import { fuzzRun } from "../../canonical/test/support/runs.ts";
import { hostTable } from "@commonfabric/api";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { disagreements } from "./support/agreement/opinions.ts";
import { surfaceDifferences } from "./support/agreement/observed-surface.ts";
import { acornTokens, typescriptTokens } from "./support/agreement/tokens.ts";
import { bodyArbitrary } from "./support/bodies/generated.ts";
import { acceptedVerdict, PACKAGES } from "./support/gauntlet/accepting.ts";
import { Gauntlet } from "./support/gauntlet/gauntlet.ts";
import { importedStubs } from "./support/gauntlet/imports.ts";

const ACCEPT = new URL("../../sandbox-verifier/testdata/accept/", import.meta.url);

const gauntlet = new Gauntlet({ table: hostTable, packages: PACKAGES });

/** Everything that anybody has against the accepting verdict. */
function objections(body: string, verdict: Verdict): string[] {
  const { copy, loadError } = gauntlet.load(body, verdict);
  const stubs = importedStubs(body, verdict, hostTable);
  const observed = loadError === undefined
    ? surfaceDifferences(copy, verdict, stubs)
    : loadError instanceof SyntaxError
    ? [`ses: ${loadError}`]
    : [];
  return [...disagreements(body, verdict), ...observed];
}

Deno.test("everybody agrees about the bodies of the accept corpus", () => {
  for (const { name } of Deno.readDirSync(ACCEPT)) {
    if (!name.endsWith(".js")) continue;
    const body = Deno.readTextFileSync(new URL(name, ACCEPT));
    assert.deepEqual(objections(body, acceptedVerdict(body)), [], name);
  }
});

Deno.test("everybody agrees about generated bodies", () => {
  fc.assert(
    fc.property(bodyArbitrary, (body) => {
      assert.deepEqual(objections(body, acceptedVerdict(body)), [], body);
    }),
    fuzzRun(30, 1_500),
  );
});

Deno.test("each opinion is heard: a wrong verdict or body meets an objection", () => {
  const body = '"use strict";\nexports.f = f;\nfunction f() { return 1; }';
  const verdict = acceptedVerdict(body);
  const objectionsTo = (text: string, more: Partial<Verdict> = {}) =>
    disagreements(text, { ...verdict, ...more }).map((line) => line.split(":")[0]);
  assert.deepEqual(objectionsTo(body), []);
  assert.deepEqual(objectionsTo(body, { topLevelFunctions: [] }), ["surface"]);
  assert.deepEqual(objectionsTo(body, { imports: ["./a.ts"] }), ["surface"]);
  assert.deepEqual(objectionsTo(body.replace("1", "Deno")), ["free names"]);
  assert.ok(objectionsTo(body.replace("1", "class arguments {}")).includes("engine"));
});

Deno.test("tokens that acorn alone reads in its own way are noticed", () => {
  const body =
    '"use strict";\nexports.f = f;\nfunction f(c, g) {\nc = c ? 1 : function () {}\n/[f]/g; }';
  const acornAlone = (text: string, options: Partial<Options> = {}) =>
    parse(text, { ecmaVersion: 2025, ...options });
  assert.notDeepEqual(acornTokens(body, acornAlone), typescriptTokens(body));
  assert.deepEqual(acornTokens(body), typescriptTokens(body));
});
