import assert from "node:assert/strict";
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import type { EngineEvent } from "@commonfabric/contract";
import { computeModuleIdentities, makeEdgeMemo, scanImports } from "@commonfabric/module-identity";
import { verifierVersion } from "@commonfabric/sandbox-verifier";
import { makeCommonfabricModule } from "../builders/host-module.ts";
import { Engine } from "../engine/engine.ts";
import { failureClassOf } from "../engine/failures.ts";
import { makeLazyCompiler } from "../engine/lazy-compiler-powers.ts";
import { artifactInfo, getArtifactEntryRef } from "../engine/provenance.ts";
import type { CachedModule } from "../engine/types.ts";
import { hardenFunction } from "../sandbox/harden.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";

const files = [
  {
    name: "/words.ts",
    contents: `export const LIMIT = 3;
export function shorten(text: string): string { return text.slice(0, LIMIT); }
export function fail(text: string): never {
  throw new Error(text);
}
`,
  },
  {
    name: "/main.ts",
    contents: `import { lift, pattern } from "commonfabric";
import { fail, shorten } from "./words.ts";
export { LIMIT } from "./words.ts";
export { fail };
const short = lift((text: string) => shorten(text), { type: "string" }, { type: "string" });
export default pattern(
  (input) => ({ short: short(input.key("text")) }),
  { type: "object", properties: { text: { type: "string" } } },
  { type: "object", properties: { short: { type: "string" } } },
);
`,
  },
];
const program = { main: "/main.ts", files };

function makeEngine(events: EngineEvent[] = []): Engine {
  const host = makeCommonfabricModule({
    freezePlainData,
    hardenCallback: (callback) => void hardenFunction(callback),
    equals: Object.is,
  });
  const engine: Engine = new Engine({
    hosts: { table: hostTable, modules: new Map([["commonfabric", host]]) },
    sha256: nodeSha256,
    compiler: { ensureCompiler: () => makeLazyCompiler(engine.counters).ensureCompiler() },
    computeModuleIdentities,
    edges: { memo: makeEdgeMemo(), scan: scanImports },
    verifierVersion: verifierVersion(),
    events: (event) => events.push(event),
  });
  return engine;
}

Deno.test("a program of several files is identified, compiled, verified and evaluated, then again without compiler", async (t) => {
  const events: EngineEvent[] = [];
  const engine = makeEngine(events);
  const compiled = await engine.compileToRecordGraph(program);
  const { main, registrationsByIdentity } = engine.evaluateRecordGraph(compiled);
  const identity = compiled.entryIdentity;

  await t.step("exports, registrations and pointers are those of the source", () => {
    assert.deepEqual(Object.keys(main), ["LIMIT", "default", "fail"]);
    assert.equal(main["LIMIT"], 3);
    assert.deepEqual(getArtifactEntryRef(main["default"]), { identity, symbol: "default" });
    const hoists = registrationsByIdentity.get(identity)!;
    assert.deepEqual([...hoists.keys()], ["short"]);
    const lift = engine.implementationFor({ identity, symbol: "short" }) as (
      text: string,
    ) => string;
    assert.equal(lift("abcdef"), "abc");
  });

  await t.step("the log is that of a cold compile", () => {
    assert.deepEqual(events.map(({ type }) => type), [
      "identified",
      "compiled",
      "verified",
      "evaluated",
    ]);
    const { typescriptLoads, modulesEmitted, emittedParses, sourceMapsDecoded } = engine.counters;
    assert.deepEqual([typescriptLoads, modulesEmitted, emittedParses, sourceMapsDecoded], [
      1,
      2,
      2,
      0,
    ]);
  });

  await t.step("positions are authored, in fn.src and in stacks", () => {
    const implementation = artifactInfo(main["default"])!.implementation as { src?: string };
    assert.equal(implementation.src, `cf:module/${identity}/main.ts:6:15`);
    const thrown = capture(() => (main["fail"] as (text: string) => never)("boom"));
    assert.match(
      engine.stackMapper.parse(stackOf(thrown)),
      /at (?:\w+\.)?fail \(\/words\.ts:4:9\)/,
    );
    assert.equal(engine.counters.sourceMapsDecoded, 1);
  });

  const cached = new Map<string, CachedModule>(
    compiled.modules.map((module) => [module.identity, module]),
  );

  await t.step("a new engine evaluates cached modules with zero compiles", () => {
    const warm = makeEngine();
    const result = warm.evaluateCachedModules(cached, identity);
    assert.equal(result.main["LIMIT"], 3);
    assert.notEqual(result.main["default"], main["default"]);
    assert.deepEqual(getArtifactEntryRef(result.main["default"]), { identity, symbol: "default" });
    assert.equal(warm.counters.typescriptLoads, 0);
  });

  await t.step(
    "a tampered cached body is an element failure, and a miss of a compile",
    async () => {
      const entry = cached.get(identity)!;
      const tampered = new Map(cached).set(identity, {
        ...entry,
        code: `${entry.code}\nglobalThis.marker = 1;`,
        trust: "attested",
      });
      const error = capture(() => makeEngine().evaluateCachedModules(tampered, identity));
      assert.equal((error as Error).name, "ModuleVerificationError");
      assert.equal(failureClassOf(error), "element");
      const again = makeEngine();
      const repaired = await again.compileToRecordGraph(program, { precompiledModules: tampered });
      assert.equal(repaired.outcome.rejected[0]!.identity, identity);
      assert.deepEqual(repaired.outcome.compiled, [identity]);
      assert.equal(again.evaluateRecordGraph(repaired).main["LIMIT"], 3);
      assert.equal((globalThis as { marker?: unknown }).marker, undefined);
    },
  );

  await t.step("a body edit compiles the edited file and carries the rest", async () => {
    const edited = {
      ...program,
      files: [
        { ...files[0]!, contents: files[0]!.contents.replace("slice(0", "slice(1") },
        files[1]!,
      ],
    };
    events.length = 0;
    const next = await engine.compileToRecordGraph(edited);
    assert.equal(next.outcome.compiled.length, 1);
    assert.deepEqual(next.outcome.carried, [next.entryIdentity]);
    assert.deepEqual(next.outcome.verified, next.outcome.compiled);
    assert.notEqual(next.entryIdentity, identity);
    engine.evaluateRecordGraph(next);
    assert.deepEqual(events.map(({ type }) => type), [
      "identified",
      "compiled",
      "carried",
      "verified",
      "evaluated",
    ]);
  });

  await t.step("an author error is refused with its position and may be remembered", async () => {
    const broken = {
      ...program,
      files: [files[0]!, { ...files[1]!, contents: `${files[1]!.contents}let state = 0;\n` }],
    };
    await assert.rejects(makeEngine().compileToRecordGraph(broken), (error: unknown) => {
      assert.equal(failureClassOf(error), "author");
      return true;
    });
  });
});

function capture(fn: () => unknown): unknown {
  try {
    fn();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

function stackOf(error: unknown): string {
  const { getStackString } = globalThis as unknown as {
    getStackString: (error: unknown) => string;
  };
  return getStackString(error);
}
