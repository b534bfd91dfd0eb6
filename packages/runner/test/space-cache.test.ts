/** The module cache of one space, over documents that somebody else may have written. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { writeClosure } from "@commonfabric/compilation-cache";
import { makeDiagnostic } from "@commonfabric/contract";
import { makeEdgeMemo } from "@commonfabric/module-identity";
import { makeProgram, UNSIGNED, VERSION } from "../../compilation-cache/test/support/programs.ts";
import {
  closureOf,
  makeSpace,
  type TestSpace,
} from "../../compilation-cache/test/support/spaces.ts";
import { SpaceCache, type SpaceCacheParts } from "../patterns/space-cache.ts";

const PROGRAM = makeProgram({ "/main.ts": "export const a = 1;\n" });
const WARNING = makeDiagnostic({
  severity: "warning",
  phase: "type",
  code: "TS1",
  message: "A warning.",
});

function cacheOf(space: TestSpace): SpaceCache {
  const parts: SpaceCacheParts = {
    port: space.port,
    powers: space.powers,
    sha256: nodeSha256,
    runtimeVersion: () => VERSION,
    trust: UNSIGNED,
    edgeMemo: { ...makeEdgeMemo(), takeNewEntries: () => [] },
  };
  return new SpaceCache(parts);
}

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
    const { modules, complete } = await cacheOf(space).compiledClosure(PROGRAM.entry);
    assert.equal(complete, true, warnings);
    assert.deepEqual(modules.get(PROGRAM.entry)!.warnings, expected, warnings);
  }
});

Deno.test("a map that is none is dropped and counted when it is looked at, and the body is used", async () => {
  const maps = [
    "{",
    "null",
    '{"version":3,"sources":["../../etc/passwd"],"names":[],"mappings":"AAAA"}',
    '{"version":3,"sources":["https://example.com/a.ts"],"names":[],"mappings":"AAAA"}',
    '{"version":3,"sources":["/a.ts"],"names":[],"mappings":"*"}',
    '{"version":3,"sources":["/a.ts"],"names":[],"mappings":"AAAA","sourceRoot":"/host"}',
    '{"version":3,"sections":[],"sources":[],"names":[],"mappings":""}',
  ];
  for (const sourceMap of maps) {
    const space = makeSpace();
    const compiled = PROGRAM.compiled.map((doc) => ({ ...doc, sourceMap }));
    await writeClosure(space.port, { ...closureOf(PROGRAM), compiled }, space.powers);
    const { modules, complete } = await cacheOf(space).compiledClosure(PROGRAM.entry);
    assert.equal(complete, true, sourceMap);
    assert.equal(space.counters.sourceMapsDropped, 0, "nobody has looked");
    const module = modules.get(PROGRAM.entry)!;
    assert.equal(module.sourceMap ?? module.sourceMap, undefined, sourceMap);
    assert.equal(space.counters.sourceMapsDropped, 1, sourceMap);
  }
});
