import assert from "node:assert/strict";
import {
  EvaluatedTable,
  fixtureGraph,
  type FixtureModules,
  keyOf,
  load,
} from "./support/loader-fixture.ts";
import { ensureLockdown } from "../sandbox/lockdown.ts";
import { loadModuleGraph } from "../sandbox/loader.ts";
import { makeSandboxGlobals } from "../sandbox/compartment.ts";
import { VerificationProof } from "../sandbox/verification-proof.ts";

const cycleOfTwo: FixtureModules = {
  "/a.ts": {
    imports: ["./b.ts"],
    exports: ["one=one", "viaB"],
    functions: ["one"],
    body: `const b_1 = require("./b.ts");
function one() { return 1; }
exports.viaB = (0, b_1.two)() + 1;`,
  },
  "/b.ts": {
    imports: ["./a.ts"],
    exports: ["two=two", "early"],
    functions: ["two"],
    body: `const a_1 = require("./a.ts");
function two() { return (0, a_1.one)() + 1; }
exports.early = (0, a_1.one)();`,
  },
};

Deno.test("functions of a cycle partner are callable during load, from either entry", () => {
  for (const entry of ["/a.ts", "/b.ts"]) {
    const { modules } = load(cycleOfTwo, entry);
    const byPath = new Map(modules.map((module) => [module.path, module.namespace]));
    assert.equal(byPath.get("/a.ts")!["viaB"], 3);
    assert.equal(byPath.get("/b.ts")!["early"], 1);
    assert.deepEqual(modules.map((module) => module.path).sort(), ["/a.ts", "/b.ts"]);
  }
});

Deno.test("a constant of a cycle partner that is read too early names export, path and cycle", () => {
  const modules: FixtureModules = {
    "/a.ts": {
      imports: ["./b.ts"],
      exports: ["late"],
      body: `const b_1 = require("./b.ts");
exports.late = 1;`,
    },
    "/b.ts": {
      imports: ["./c.ts"],
      exports: ["x"],
      body: `const c_1 = require("./c.ts");
exports.x = c_1.y;`,
    },
    "/c.ts": {
      imports: ["./a.ts"],
      exports: ["y"],
      body: `const a_1 = require("./a.ts");
exports.y = a_1.late;`,
    },
  };
  for (const entry of ["/a.ts", "/b.ts", "/c.ts"]) {
    assert.throws(() => load(modules, entry), (error: unknown) => {
      assert(error instanceof ReferenceError);
      assert.equal(
        error.message,
        "Cannot access 'late' of /a.ts before it is initialised " +
          "(import cycle /a.ts -> /b.ts -> /c.ts -> /a.ts)",
      );
      return true;
    });
  }
});

Deno.test("one namespace object serves all importers, loads and compartments, with live re-exports", () => {
  const modules: FixtureModules = {
    "/leaf.ts": { exports: ["v", "default"], body: `exports.v = 7;\nexports.default = "d";` },
    "/one.ts": {
      imports: ["./leaf.ts"],
      exports: ["w<./leaf.ts:v"],
      body: reexport("w", "./leaf.ts", "v"),
    },
    "/two.ts": {
      imports: ["./one.ts"],
      stars: ["./one.ts"],
      body: `__exportStar(require("./one.ts"), exports);`,
    },
    "/main.ts": {
      imports: ["./two.ts", "./leaf.ts"],
      exports: ["x<./two.ts:w", "ns<./leaf.ts:*", "d<./leaf.ts:default", "same"],
      body: `const leaf = require("./leaf.ts");
exports.ns = require("./leaf.ts");
${reexport("x", "./two.ts", "w")}
${reexport("d", "./leaf.ts", "default", "e")}
exports.same = exports.ns === leaf && leaf.v === 7;`,
    },
  };
  const evaluated = new EvaluatedTable();
  const leaf = load(modules, "/leaf.ts", { evaluated });
  const { namespace, evaluatedNow, counters } = load(modules, "/main.ts", { evaluated });
  assert.deepEqual(Object.keys(namespace), ["d", "ns", "same", "x"]);
  assert.equal(namespace["x"], 7);
  assert.equal(namespace["d"], "d");
  assert.equal(namespace["ns"], leaf.namespace);
  assert.equal(namespace["same"], true);
  assert.equal(evaluatedNow.length, 3);
  assert.equal(counters.compartmentsCreated, 1);
  assert.equal(Object.getPrototypeOf(namespace), null);
  assert(Object.isFrozen(namespace));
  const again = load(modules, "/main.ts", { evaluated });
  assert.equal(again.namespace, namespace);
  assert.equal(again.counters.modulesEvaluated + again.counters.compartmentsCreated, 0);
});

Deno.test("a throw in the middle of a component hides the component and keeps earlier ones", () => {
  const failing = (text: string): FixtureModules => ({
    "/base.ts": { exports: ["n"], body: "exports.n = 1;" },
    "/a.ts": {
      imports: ["./base.ts", "./b.ts"],
      exports: ["a"],
      body: `require("./base.ts");\nrequire("./b.ts");\nexports.a = 1;`,
    },
    "/b.ts": {
      imports: ["./c.ts"],
      exports: ["b"],
      body: `require("./c.ts");\n${text}\nexports.b = 1;`,
    },
    "/c.ts": { imports: ["./a.ts"], exports: ["c"], body: `require("./a.ts");\nexports.c = 1;` },
  });
  const evaluated = new EvaluatedTable();
  assert.throws(
    () => load(failing(`throw new Error("in b");`), "/a.ts", { evaluated }),
    /in b/,
  );
  assert.deepEqual([...evaluated.modules.values()].map(({ path }) => path), ["/base.ts"]);
  const { evaluatedNow } = load(failing(""), "/a.ts", { evaluated });
  assert.equal(evaluatedNow.length, 3);
  assert.equal(evaluated.modules.size, 4);
});

Deno.test("a chain of 20,000 modules loads from a caller that is already deep in the stack", () => {
  const modules: Record<string, FixtureModules[string]> = {};
  const count = 20_000;
  for (let n = 0; n < count; n++) {
    const next = `./m${n + 1}.ts`;
    modules[`/m${n}.ts`] = n === count - 1 ? { exports: ["v"], body: "exports.v = 1;" } : {
      imports: [next],
      exports: ["v"],
      body: `const i = require("${next}");\nexports.v = i.v + 1;`,
    };
  }
  const deep = (levels: number): unknown =>
    levels === 0 ? load(modules, "/m0.ts").namespace["v"] : deep(levels - 1);
  assert.equal(deep(2_000), count);
});

Deno.test("a star of 10,000 imports and a cycle of 1,000 members load", () => {
  const star: Record<string, FixtureModules[string]> = {};
  const leaves = Array.from({ length: 10_000 }, (_, n) => `./l${n}.ts`);
  for (const leaf of leaves) star[leaf.slice(1)] = { exports: ["v"], body: "exports.v = 1;" };
  star["/star.ts"] = {
    imports: leaves,
    exports: ["sum"],
    body: `${leaves.map((leaf) => `require("${leaf}");`).join("\n")}\nexports.sum = 1;`,
  };
  assert.equal(load(star, "/star.ts").evaluatedNow.length, 10_001);

  const cycle: Record<string, FixtureModules[string]> = {};
  const members = 1_000;
  for (let n = 0; n < members; n++) {
    const next = `./c${(n + 1) % members}.ts`;
    cycle[`/c${n}.ts`] = {
      imports: [next],
      exports: ["f=f"],
      functions: ["f"],
      body:
        `const i = require("${next}");\nfunction f(n) { return n === 0 ? 0 : 1 + (0, i.f)(n - 1); }`,
    };
  }
  const { namespace } = load(cycle, "/c7.ts");
  assert.equal((namespace["f"] as (n: number) => number)(1_500), 1_500);
});

Deno.test("a load is synchronous: a microtask queued before it runs after it", async () => {
  // The first use of a realm locks it down, which is no part of a load.
  ensureLockdown();
  makeSandboxGlobals();
  let ran = false;
  queueMicrotask(() => (ran = true));
  load(cycleOfTwo, "/a.ts");
  assert.equal(ran, false);
  await null;
  assert.equal(ran, true);
});

Deno.test("a graph without a proof that holds is refused where no verifier is given", () => {
  const graph = fixtureGraph({ "/a.ts": { exports: ["n"], body: "exports.n = 1;" } });
  const options = { globals: makeSandboxGlobals(), name: "test" };
  const unverified = /no proof of verification/;
  assert.throws(() => loadModuleGraph(keyOf("/a.ts"), graph, options), unverified);
  assert.throws(
    () => loadModuleGraph(keyOf("/a.ts"), graph, { ...options, verify: false }),
    /refused/,
  );
  assert.throws(() => new VerificationProof(Symbol("verification")), /cannot be constructed/);
  const forged = Object.create(VerificationProof.prototype) as VerificationProof;
  assert.throws(
    () => loadModuleGraph(keyOf("/a.ts"), { ...graph, proof: forged }, options),
    unverified,
  );
});

Deno.test("paths cannot alter the evaluated text", () => {
  for (
    const path of ["/a'\"`.ts", "/a\nb.ts", "/a\r.ts", "/a\u2028b.ts", "/*/a*/b.ts", "/a\t b.ts"]
  ) {
    assert.equal(
      load({ [path]: { exports: ["n"], body: "exports.n = 1; // no newline" } }, path)
        .namespace["n"],
      1,
    );
  }
});

Deno.test("require knows the imports of its module and nothing else", () => {
  const modules: FixtureModules = {
    "/a.ts": { exports: ["n"], body: "exports.n = 1;" },
    "/b.ts": { imports: ["./a.ts"], body: `require("./a.ts");\nrequire("/a.ts");` },
  };
  assert.throws(() => load(modules, "/b.ts"), /^TypeError: Unknown module specifier: \/a\.ts$/);
});

function reexport(name: string, from: string, imported: string, binding = "r"): string {
  return `const ${binding}_${name} = require("${from}");
Object.defineProperty(exports, "${name}", { enumerable: true, get: function () { return ${binding}_${name}.${imported}; } });`;
}

Deno.test("the getters of a namespace, which descriptors lead to, keep nothing that a guest writes", () => {
  const modules: FixtureModules = {
    "/leaf.ts": { exports: ["x"], body: "exports.x = 1;" },
    "/main.ts": {
      imports: ["./leaf.ts"],
      exports: ["f=f"],
      functions: ["f"],
      body: `const leaf_1 = require("./leaf.ts");
exports.f = f;
function f() {
  const { get } = Object.getOwnPropertyDescriptor(leaf_1, "x");
  get.calls = 1;
}`,
    },
  };
  const { namespace } = load(modules, "/main.ts");
  assert.throws(namespace["f"] as () => void, TypeError);
});

Deno.test("an operator on a namespace calls no export named like a conversion hook", () => {
  const names = ["toString", "valueOf"];
  const modules: FixtureModules = {
    "/hooks.ts": {
      exports: names.map((name) => `${name}=${name}`),
      functions: names,
      body: 'function toString() { return "called"; }\nfunction valueOf() { return 1; }',
    },
    "/main.ts": {
      imports: ["./hooks.ts"],
      exports: ["text"],
      body: 'const hooks = require("./hooks.ts");\nexports.text = `${hooks}` + -hooks;',
    },
  };
  assert.throws(() => load(modules, "/main.ts"), {
    name: "TypeError",
    message: "Cannot convert a module namespace to a primitive value",
  });
});
