import assert from "node:assert/strict";
import {
  artifactInfo,
  definerOf,
  getArtifactEntryRef,
  isTrustedArtifact,
  noteDerivedCopy,
  provenanceOf,
  unsafeTrustHostValue,
} from "../engine/provenance.ts";
import { EngineFixture } from "./support/engine-fixture.ts";
import type { FixtureModules } from "./support/loader-fixture.ts";

const build = (fn = "") => `__cfHelpers.build("lift"${fn && `, ${fn}`})`;
const reexport = (name: string, from: string, imported: string) =>
  `const from_${name} = require("${from}");
Object.defineProperty(exports, "${name}", { enumerable: true, get: function () { return from_${name}.${imported}; } });`;

const modules: FixtureModules = {
  "/d.ts": {
    exports: ["a@p", "default@p", "b@p", "alias@__cfLift_1"],
    hoists: ["__cfLift_1", "__cfLift_2"],
    body: `const __cfLift_1 = ${build("() => 1")}, __cfLift_2 = ${build("() => 2")};
const p = ${build("() => 3")};
exports.a = p; exports.b = p; exports.default = p; exports.alias = __cfLift_1;
__cfReg({ __cfLift_1, __cfLift_2 });`,
  },
  "/barrel.ts": {
    imports: ["./d.ts"],
    exports: ["renamed<./d.ts:default"],
    stars: ["./d.ts"],
    body: `__exportStar(require("./d.ts"), exports);\n${reexport("renamed", "./d.ts", "default")}`,
  },
  "/thief.ts": {
    imports: ["./d.ts"],
    exports: ["own"],
    body: `const d = require("./d.ts");\nexports.own = d.alias;`,
  },
  "/main.ts": {
    imports: ["./barrel.ts", "./thief.ts"],
    exports: ["x<./barrel.ts:renamed", "y<./thief.ts:own"],
    body: reexport("x", "./barrel.ts", "renamed") + "\n" + reexport("y", "./thief.ts", "own"),
  },
};

Deno.test("a pointer names the definer, whatever is loaded first and whatever exports it", async () => {
  for (
    const entries of [["/d.ts", "/main.ts"], ["/main.ts", "/barrel.ts"], ["/thief.ts", "/main.ts"]]
  ) {
    const fixture = new EngineFixture(modules);
    let main;
    for (const entry of entries) {
      main = fixture.engine.evaluateRecordGraph(await fixture.compile(entry)).exportMap;
    }
    const identity = fixture.identityOf("/d.ts");
    const exported = main!["/main.ts"] ?? main!["/barrel.ts"]!;
    const p = (exported["x"] ?? exported["renamed"]) as object;
    assert.equal(definerOf(p), identity);
    assert.deepEqual(getArtifactEntryRef(p), { identity, symbol: "default" });
    const { engine } = fixture;
    const exposed = ["a", "b", "default"].map((symbol) => engine.artifactFor({ identity, symbol }));
    assert.deepEqual(exposed, [p, p, p]);
    const hoisted = engine.artifactFor({ identity, symbol: "__cfLift_2" })!;
    assert.deepEqual(getArtifactEntryRef(hoisted), { identity, symbol: "__cfLift_2" });
    const alias = engine.artifactFor({ identity, symbol: "__cfLift_1" })!;
    assert.deepEqual(getArtifactEntryRef(alias), { identity, symbol: "alias" });
    if (main!["/main.ts"] !== undefined) {
      assert.equal(main!["/main.ts"]["y"], alias);
      const barrel = fixture.identityOf("/barrel.ts");
      assert.equal(engine.artifactFor({ identity: barrel, symbol: "renamed" }), p);
    }
  }
});

Deno.test("an exported declaration is named by itself, before default and smaller names", async () => {
  const fixture = new EngineFixture({
    "/d.ts": {
      exports: ["zebra", "default@zebra", "aardvark@zebra", "b@other", "c@other"],
      body: `const zebra = ${build()}, other = ${build()};
exports.zebra = zebra; exports.default = zebra; exports.aardvark = zebra;
exports.c = other; exports.b = other;`,
    },
  });
  const { main } = fixture.engine.evaluateRecordGraph(await fixture.compile("/d.ts"));
  assert.equal(getArtifactEntryRef(main["default"])!.symbol, "zebra");
  assert.equal(getArtifactEntryRef(main["c"])!.symbol, "b");
});

Deno.test("an implementation is found by its pointer, and by no other", async () => {
  const fixture = new EngineFixture(modules);
  fixture.engine.evaluateRecordGraph(await fixture.compile("/main.ts"));
  const identity = fixture.identityOf("/d.ts");
  const fn = fixture.engine.implementationFor({ identity, symbol: "__cfLift_2" })!;
  assert.equal((fn as () => number)(), 2);
  assert.deepEqual(provenanceOf(fn), { identity, symbol: "__cfLift_2" });
  for (const symbol of ["nope", "__proto__", "constructor", "toString", "a"]) {
    assert.equal(fixture.engine.implementationFor({ identity, symbol }), undefined, symbol);
  }
  const barrel = fixture.identityOf("/barrel.ts");
  assert.equal(
    fixture.engine.implementationFor({ identity: barrel, symbol: "renamed" }),
    undefined,
  );
});

Deno.test("no copy, look-alike or proxy of an artifact is trusted; a noted derived copy is", async () => {
  const fixture = new EngineFixture(modules);
  fixture.engine.evaluateRecordGraph(await fixture.compile("/d.ts"));
  const identity = fixture.identityOf("/d.ts");
  const p = fixture.engine.artifactFor({ identity, symbol: "default" })!;
  const forged = [
    { ...p },
    Object.create(p) as object,
    new Proxy(p, {}),
    JSON.parse(JSON.stringify(p)) as object,
    Object.assign(() => {}, p, { identity, symbol: "default" }),
  ];
  for (const value of forged) {
    assert.equal(isTrustedArtifact(value), false);
    assert.equal(getArtifactEntryRef(value), undefined);
    assert.equal(definerOf(value), undefined);
    assert.throws(() => noteDerivedCopy({}, value), TypeError);
  }
  const copy = noteDerivedCopy({}, noteDerivedCopy({}, p));
  assert(isTrustedArtifact(copy));
  assert.equal(artifactInfo(copy), artifactInfo(p));
  assert.deepEqual(getArtifactEntryRef(copy), getArtifactEntryRef(p));
});

Deno.test("host trust is an execution grant and never a verified identity", () => {
  const fn = () => 1;
  const id = unsafeTrustHostValue(fn, { reason: "test" });
  assert.match(id, /^host:\d+$/);
  assert.equal(unsafeTrustHostValue(fn, { reason: "again" }), id);
  assert.equal(provenanceOf(fn), undefined);
  assert.throws(() => unsafeTrustHostValue(fn, { reason: "" }), TypeError);
});
