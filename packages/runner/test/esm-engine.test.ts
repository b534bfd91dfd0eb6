import assert from "node:assert/strict";
import { failureClassOf, isDeterministicFailure } from "../engine/failures.ts";
import { makeFrame, runInFrame } from "../frame-powers.ts";
import { cachedOf, EngineFixture, refusing } from "./support/engine-fixture.ts";
import { claimSurfaces, type FixtureModules } from "./support/loader-fixture.ts";

const three: FixtureModules = {
  "/leaf.ts": { exports: ["n"], body: "exports.n = 1;" },
  "/mid.ts": {
    imports: ["./leaf.ts"],
    exports: ["n<./leaf.ts:n", "m"],
    body: `const leaf = require("./leaf.ts");
Object.defineProperty(exports, "n", { enumerable: true, get: function () { return leaf.n; } });
exports.m = leaf.n + 1;`,
  },
  "/entry.ts": {
    imports: ["./mid.ts"],
    exports: ["default"],
    body: `const mid = require("./mid.ts");\nexports.default = mid.m + mid.n;`,
  },
};

Deno.test("a cold compile emits, verifies and evaluates each module once, dependencies first", async () => {
  const fixture = new EngineFixture(three);
  const compiled = await fixture.compile("/entry.ts");
  const { main, exportMap, exportsByIdentity } = fixture.engine.evaluateRecordGraph(compiled);
  assert.equal(main["default"], 3);
  assert.equal(exportMap["/mid.ts"], exportsByIdentity.get(fixture.identityOf("/mid.ts")));
  assert.deepEqual(fixture.log(), [
    "identified",
    "compiled /leaf.ts /mid.ts /entry.ts",
    "verified /leaf.ts /mid.ts /entry.ts",
    "evaluated /leaf.ts /mid.ts /entry.ts",
  ]);
  assert.deepEqual(compiled.modules.map(({ filename }) => filename), [
    "/leaf.ts",
    "/mid.ts",
    "/entry.ts",
  ]);
  assert.equal(
    compiled.entryIdentity,
    await fixture.engine.computeEntryIdentity(fixture.program("/entry.ts")),
  );
});

Deno.test("any subset of cached bodies is used, and exactly the rest is compiled", async () => {
  const cold = await new EngineFixture(three).compile("/entry.ts");
  const all = [...cachedOf(cold)];
  for (let subset = 0; subset < 8; subset++) {
    const fixture = new EngineFixture(three);
    const cached = new Map(all.filter((_, index) => subset & (1 << index)));
    const compiled = await fixture.compile("/entry.ts", {
      precompiledModulesFor: ({ identities }) => {
        assert.equal(identities.length, 3);
        return Promise.resolve(cached);
      },
    });
    assert.deepEqual(compiled.outcome.cached, [...cached.keys()]);
    assert.equal(compiled.outcome.compiled.length, 3 - cached.size);
    assert.equal(fixture.compiles.length, cached.size === 3 ? 0 : 1);
    assert.equal(compiled.outcome.verified.length, 3);
    assert.equal(fixture.engine.evaluateRecordGraph(compiled).main["default"], 3);
  }
});

Deno.test("a refused cached body is a miss: compiled once, with an event, never evaluated", async () => {
  const cold = await new EngineFixture(three).compile("/entry.ts");
  const cached = cachedOf(cold);
  const leaf = cold.entryIdentity;
  cached.set(leaf, { ...cached.get(leaf)!, code: "EVIL", trust: "attested" });
  for (const option of ["precompiledModules", "precompiledModulesFor"] as const) {
    const fixture = new EngineFixture(three, { verifier: refusing("EVIL") });
    const compiled = await fixture.compile(
      "/entry.ts",
      option === "precompiledModules"
        ? { precompiledModules: cached }
        : { precompiledModulesFor: () => Promise.resolve(cached) },
    );
    assert.deepEqual(compiled.outcome.rejected, [{ identity: leaf, reason: "contains EVIL" }]);
    assert.deepEqual(fixture.compiles, [["/entry.ts"]]);
    assert.equal(fixture.engine.evaluateRecordGraph(compiled).main["default"], 3);
    assert(fixture.log().includes("rejected /entry.ts"));
  }
});

Deno.test("a refused fresh body is an author error that may be remembered", async () => {
  const fixture = new EngineFixture(three, { verifier: refusing("mid.m") });
  await assert.rejects(fixture.compile("/entry.ts"), (error: unknown) => {
    assert.equal((error as Error).name, "ModuleVerificationError");
    assert.equal(failureClassOf(error), "author");
    assert(isDeterministicFailure(error));
    return true;
  });
  // The log tells when emission ended, apart from verification.
  assert.deepEqual(fixture.log(), ["identified", "compiled /leaf.ts /mid.ts /entry.ts"]);
});

Deno.test("a body that changes after verification is not evaluated on the old proof", async () => {
  const fixture = new EngineFixture(three, { verifier: refusing("EVIL") });
  const compiled = await fixture.compile("/entry.ts");
  const key = `cf:module/${compiled.entryIdentity}`;
  const bodies = new Map(compiled.graph.bodies).set(key, "EVIL");
  assert.throws(
    () => fixture.engine.evaluateRecordGraph({ ...compiled, graph: { ...compiled.graph, bodies } }),
    /contains EVIL/,
  );
  (compiled.graph.bodies as Map<string, string>).set(key, "EVIL");
  assert.throws(() => fixture.engine.evaluateRecordGraph(compiled), /contains EVIL/);
});

Deno.test("cached modules evaluate without the compiler", async () => {
  const cold = await new EngineFixture(three).compile("/entry.ts");
  const fixture = new EngineFixture(three, {
    compiler: { ensureCompiler: () => assert.fail("the compiler was loaded") },
  });
  const { main } = fixture.engine.evaluateCachedModules(cachedOf(cold), cold.entryIdentity);
  assert.equal(main["default"], 3);
  assert.equal(fixture.engine.counters.modulesEvaluated, 3);
});

Deno.test("a second load evaluates nothing, a program that shares a module evaluates only the rest", async () => {
  const fixture = new EngineFixture({
    ...three,
    "/other.ts": {
      imports: ["./leaf.ts"],
      exports: ["ns<./leaf.ts:*"],
      body: `exports.ns = require("./leaf.ts");`,
    },
  });
  const first = fixture.engine.evaluateRecordGraph(await fixture.compile("/entry.ts"));
  const { counters } = fixture.engine;
  assert.equal(counters.compartmentsCreated, 1);
  const again = fixture.engine.evaluateRecordGraph(await fixture.compile("/entry.ts"));
  assert.equal(again.main, first.main);
  assert.deepEqual([counters.modulesEvaluated, counters.compartmentsCreated], [3, 1]);
  const other = fixture.engine.evaluateRecordGraph(await fixture.compile("/other.ts"));
  assert.deepEqual([counters.modulesEvaluated, counters.compartmentsCreated], [4, 2]);
  assert.equal(other.main["ns"], first.exportMap["/leaf.ts"]);
  const isolated = fixture.engine.evaluateRecordGraph(await fixture.compile("/entry.ts"), {
    isolated: true,
  });
  assert.notEqual(isolated.main, first.main);
  assert.equal(isolated.main["default"], first.main["default"]);
  assert.equal(counters.modulesEvaluated, 7);
});

Deno.test("eviction under the bound costs a re-evaluation, a pin keeps the module", async () => {
  const fixture = new EngineFixture(three, { evaluatedBound: 1 });
  const compiled = await fixture.compile("/entry.ts");
  const first = fixture.engine.evaluateRecordGraph(compiled);
  const release = fixture.engine.pin(compiled.entryIdentity);
  fixture.engine.evaluateRecordGraph(compiled);
  assert.equal(fixture.engine.evaluateRecordGraph(compiled).main, first.main);
  release();
});

Deno.test("what the index evicted is found as long as its module is live", async () => {
  const builder = (name: string): FixtureModules => ({
    [name]: {
      exports: ["p"],
      body: `const p = __cfHelpers.build("lift", __cfHardenFn(() => "${name}"));\nexports.p = p;`,
    },
  });
  const fixture = new EngineFixture({ ...builder("/a.ts"), ...builder("/b.ts") }, {
    indexBound: 1,
  });
  const { engine } = fixture;
  const refs = ["/a.ts", "/b.ts"].map((path) => ({
    identity: fixture.identityOf(path),
    symbol: "p",
  }));
  const artifacts: unknown[] = [];
  for (const path of ["/a.ts", "/b.ts"]) {
    artifacts.push(engine.evaluateRecordGraph(await fixture.compile(path)).main["p"]);
  }
  assert.equal(engine.indexedArtifact(refs[0]!), undefined, "the second one took its place");
  const { modulesEvaluated } = engine.counters;
  for (let round = 0; round < 2; round++) {
    refs.forEach((ref, index) => assert.equal(engine.artifactFor(ref), artifacts[index]));
    refs.forEach((ref) => assert.equal(typeof engine.implementationFor(ref), "function"));
  }
  assert.equal(engine.counters.modulesEvaluated, modulesEvaluated);
  engine.clear();
  assert.equal(engine.artifactFor(refs[0]!), undefined);
});

Deno.test("what a running piece needs stays live, imports included, whatever else is loaded", async () => {
  const lift = (name: string, more: string): string =>
    `${more}const p = __cfHelpers.build("lift", __cfHardenFn(() => "${name}"));\nexports.p = p;`;
  const others = Array.from({ length: 24 }, (_, index) => `/other-${index}.ts`);
  const chain: FixtureModules = {
    "/leaf.ts": { exports: ["p"], body: lift("leaf", "") },
    "/mid.ts": {
      imports: ["./leaf.ts"],
      exports: ["p"],
      body: lift("mid", `const leaf = require("./leaf.ts");\n`),
    },
    "/entry.ts": {
      imports: ["./mid.ts"],
      exports: ["p"],
      body: lift("entry", `const mid = require("./mid.ts");\n`),
    },
  };
  const fixture = new EngineFixture(chain, { evaluatedBound: 4, indexBound: 4 });
  const { engine } = fixture;
  const refs = ["/leaf.ts", "/mid.ts", "/entry.ts"].map((path) => ({
    identity: fixture.identityOf(path),
    symbol: "p",
  }));
  const loadOthers = async () => {
    for (const path of others) {
      fixture.modules = { [path]: { exports: ["p"], body: lift(path, "") } };
      claimSurfaces(fixture.modules);
      engine.evaluateRecordGraph(await fixture.compile(path));
    }
    fixture.modules = chain;
  };
  const found = () => refs.map((ref) => engine.artifactFor(ref));

  engine.evaluateRecordGraph(await fixture.compile("/entry.ts"));
  const artifacts = found();
  assert.ok(artifacts.every((artifact) => artifact !== undefined));
  const releases = [engine.hold(refs[2]!.identity), engine.hold(refs[2]!.identity)];
  await loadOthers();
  assert.deepEqual(found(), artifacts);
  releases[0]!();
  releases[0]!();
  await loadOthers();
  found().forEach((artifact, index) => assert.equal(artifact, artifacts[index]));
  releases[1]!();
  engine.clear();
  assert.deepEqual(found(), [undefined, undefined, undefined]);

  engine.evaluateRecordGraph(await fixture.compile("/entry.ts"));
  engine.hold(refs[2]!.identity)();
  await loadOthers();
  assert.ok(found().includes(undefined), "what nobody holds is evicted");
});

Deno.test("another body for an evaluated identity is not evaluated, and is reported", async () => {
  const fixture = new EngineFixture(three);
  const compiled = await fixture.compile("/entry.ts");
  const { main } = fixture.engine.evaluateRecordGraph(compiled);
  const cached = cachedOf(compiled);
  const entry = cached.get(compiled.entryIdentity)!;
  const other = `${entry.code}\n// another toolchain`;
  claimSurfaces({ "/entry.ts": { ...three["/entry.ts"]!, body: other } });
  cached.set(entry.identity, { ...entry, code: other });
  const result = fixture.engine.evaluateCachedModules(cached, compiled.entryIdentity);
  assert.equal(result.main, main);
  assert.equal(fixture.engine.counters.bodyDisagreement, 1);
  assert.equal(fixture.log().filter((line) => line === "bodyDisagreement /entry.ts").length, 1);
});

Deno.test("a throwing module registers nothing, and its error is an author failure with a mapped stack", async () => {
  const fixture = new EngineFixture({
    "/entry.ts": { exports: ["n"], body: "exports.n = 1;\nnull.x;" },
  });
  const compiled = await fixture.compile("/entry.ts");
  assert.throws(() => fixture.engine.evaluateRecordGraph(compiled), (error: unknown) => {
    assert(error instanceof TypeError);
    assert.match(error.stack!, /^TypeError: Cannot read properties of null/);
    assert.equal(failureClassOf(error), "author");
    return true;
  });
  assert.equal(fixture.engine.isEvaluated(compiled.entryIdentity), false);
});

Deno.test("evaluation started by an action has frames of its own", async () => {
  const fixture = new EngineFixture({
    "/entry.ts": { exports: ["p"], body: `exports.p = __cfHelpers.build("pattern");` },
  });
  const compiled = await fixture.compile("/entry.ts");
  runInFrame(makeFrame({ kind: "computation" }), () => {
    assert.notEqual(fixture.engine.evaluateRecordGraph(compiled).main["p"], undefined);
  });
});

Deno.test("builders refuse to run inside actions", async () => {
  const fixture = new EngineFixture({
    "/entry.ts": {
      exports: ["make"],
      body: `exports.make = __cfHardenFn(() => __cfHelpers.build("lift"));`,
    },
  });
  const { main } = fixture.engine.evaluateRecordGraph(await fixture.compile("/entry.ts"));
  for (const kind of ["computation", "handler"] as const) {
    assert.throws(
      () => runInFrame(makeFrame({ kind }), main["make"] as () => unknown),
      { message: "Cannot create a lift inside a running action: define the lift at module level." },
    );
  }
});

Deno.test("a wanted export that is missing refuses the compile", async () => {
  const fixture = new EngineFixture(three);
  await assert.rejects(fixture.compile("/entry.ts", { mainExport: "nope" }), {
    message: 'No "nope" export found in compiled pattern.',
  });
  assert.equal(
    (await fixture.compile("/entry.ts", { mainExport: "default" })).mainExport,
    "default",
  );
});

Deno.test("concurrent compiles of one program share one run, and a skipped gate writes nothing back", async () => {
  const fixture = new EngineFixture(three);
  const [one, two] = await Promise.all([
    fixture.compile("/entry.ts"),
    fixture.compile("/entry.ts"),
  ]);
  assert.equal(one, two);
  assert.equal(fixture.compiles.length, 1);
  assert.deepEqual((await fixture.compile("/entry.ts", { skipGate: true })).modules, []);
});

Deno.test("evaluation is synchronous and a disposed engine refuses everything", async () => {
  const fixture = new EngineFixture(three);
  const compiled = await fixture.compile("/entry.ts");
  let ran = false;
  queueMicrotask(() => (ran = true));
  fixture.engine.evaluateRecordGraph(compiled);
  assert.equal(ran, false);
  fixture.engine.dispose();
  assert.throws(
    () => fixture.engine.evaluateRecordGraph(compiled),
    /^EngineDisposedError: Engine is disposed$/,
  );
  await assert.rejects(fixture.compile("/entry.ts"), /Engine is disposed/);
});
