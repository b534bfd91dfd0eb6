/**
 * The attack files of bodies, each a test of the verifier alone: what the attack corpus tests as
 * well, in pieces that are cheap enough for thousands of mutants.
 */
import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import { makeVerifier } from "@commonfabric/sandbox-verifier";
import { readAttackFiles } from "../attacks/attack-files-powers.ts";

const POLICY = { hosts: hostTable, packages: new Set(["left-pad"]) };

for (const file of readAttackFiles()) {
  const { path, kind, expect, files, policy, imports, without } = file;
  // A body that is a recipe is a large one.
  if (kind !== "body" || files.length === 0 || without.length > 0) continue;
  Deno.test(`${path} is answered as it says`, () => {
    const answer = makeVerifier({
      policy: { ...POLICY, ...policy },
      sha256: nodeSha256,
      verifierVersion: "attacks",
    }).verifyBody(files[0]!.text, {
      specifier: "/main.js",
      ...(imports === undefined ? {} : { declaredImports: imports }),
    });
    if (answer.ok) return assert.doesNotMatch(expect, /^reject\(verify:/);
    const [{ code, emitted, rule }] = answer.errors as [typeof answer.errors[0]];
    assert.ok(expect.startsWith(`reject(${code}) ${emitted!.line}:${emitted!.column}`), expect);
    if (file.rule !== undefined && file.also.length === 0) assert.equal(rule, file.rule);
  });
}
