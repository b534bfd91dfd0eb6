import assert from "node:assert/strict";
import { parseLocationText } from "../engine/source-locations.ts";
import { EngineFixture } from "./support/engine-fixture.ts";

const modules = {
  "/m.ts": {
    exports: ["p", "f"],
    hoists: ["__cfLift_1"],
    body: `const __cfLift_1 = __cfHelpers.build("lift", () => 1);
exports.p = __cfHelpers.build("pattern", () => 2);
exports.f = __cfHardenFn(() => 3);
__cfReg({ __cfLift_1 });`,
  },
};

Deno.test("fn.src is the authored position by the sidecar, and decodes no source map", async () => {
  const { engine, ...fixture } = Object.assign(new EngineFixture(modules));
  const compiled = await engine.compileToRecordGraph({ main: "/m.ts", files: [] });
  engine.evaluateRecordGraph(compiled);
  const identity = compiled.entryIdentity;
  const fn = engine.implementationFor({ identity, symbol: "p" }) as { src?: string };
  assert.equal(fn.src, `cf:module/${identity}/m.ts:3:4`);
  assert.deepEqual(engine.getSourceLocation({ identity, symbol: "p" }), {
    path: "/m.ts",
    line: 3,
    column: 4,
  });
  const hoisted = engine.implementationFor({ identity, symbol: "__cfLift_1" }) as { src?: string };
  assert.equal(hoisted.src, undefined);
  assert.equal(engine.getSourceLocation({ identity, symbol: "toString" }), undefined);
  assert.equal(engine.counters.sourceMapsDecoded, 0);
  assert(fixture);
});

Deno.test("an error is mapped to authored positions once", async () => {
  const fixture = new EngineFixture({
    "/m.ts": {
      exports: ["fail"],
      body: `exports.fail = __cfHardenFn(() => { throw new Error("x"); }, "fail");\n;null.y;`,
    },
  });
  const compiled = await fixture.compile("/m.ts");
  const key = `cf:module/${compiled.entryIdentity}`;
  const map = { version: 3 as const, sources: ["/m.ts"], names: [], mappings: "AAIE;AASI" };
  const graph = { ...compiled.graph, maps: new Map([[key, () => map]]) };
  assert.throws(
    () => fixture.engine.evaluateRecordGraph({ ...compiled, graph }),
    (error: unknown) => {
      assert.match((error as Error).stack!, /^TypeError: Cannot read.*\n +at .*\/m\.ts:14:7/);
      return true;
    },
  );
  assert.equal(fixture.engine.counters.sourceMapsDecoded, 1);
});

Deno.test("both text forms of a location are understood", () => {
  const identity = "A".repeat(43);
  assert.deepEqual(parseLocationText(`cf:module/${identity}#default`), {
    identity,
    symbol: "default",
  });
  assert.deepEqual(parseLocationText(`cf:module/${identity}/a b.ts:3:0`), {
    identity,
    location: { path: "/a b.ts", line: 3, column: 0 },
  });
  for (
    const text of ["", "cf:module/x#a", `cf:module/${identity}`, `cf:module/${identity}/a.ts:0:0`]
  ) {
    assert.equal(parseLocationText(text), undefined);
  }
});
