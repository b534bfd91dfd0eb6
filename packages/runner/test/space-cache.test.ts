/** The module cache of one space, over documents that somebody else may have written. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { writeClosure } from "@commonfabric/compilation-cache";
import { makeDiagnostic } from "@commonfabric/contract";
import { makeEdgeMemo } from "@commonfabric/module-identity";
import { makeProgram, UNSIGNED, VERSION } from "../../compilation-cache/test/support/programs.ts";
import { closureOf, makeSpace } from "../../compilation-cache/test/support/spaces.ts";
import { SpaceCache, type SpaceCacheParts } from "../patterns/space-cache.ts";

const PROGRAM = makeProgram({ "/main.ts": "export const a = 1;\n" });
const WARNING = makeDiagnostic({
  severity: "warning",
  phase: "type",
  code: "TS1",
  message: "A warning.",
});

Deno.test("stored warnings that are no diagnostics are left out, and the body stays usable", async () => {
  const cases: readonly (readonly [text: string, expected: readonly unknown[]])[] = [
    [JSON.stringify([WARNING]), [WARNING]],
    ["{", []],
    ["null", []],
    ["[null]", []],
    [JSON.stringify([{ ...WARNING, notes: [{ message: 1 }] }]), []],
    [JSON.stringify([{ ...WARNING, file: {} }]), []],
  ];
  for (const [warnings, expected] of cases) {
    const space = makeSpace();
    const compiled = PROGRAM.compiled.map((doc) => ({ ...doc, warnings }));
    await writeClosure(space.port, { ...closureOf(PROGRAM), compiled }, space.powers);
    const parts: SpaceCacheParts = {
      port: space.port,
      powers: space.powers,
      sha256: nodeSha256,
      runtimeVersion: () => VERSION,
      trust: UNSIGNED,
      edgeMemo: { ...makeEdgeMemo(), takeNewEntries: () => [] },
    };
    const { modules, complete } = await new SpaceCache(parts).compiledClosure(PROGRAM.entry);
    assert.equal(complete, true, warnings);
    assert.deepEqual(modules.get(PROGRAM.entry)!.warnings, expected, warnings);
  }
});
