import assert from "node:assert/strict";
import { currentFrame } from "../frame-powers.ts";
import { markBuilderArtifact } from "../engine/provenance.ts";
import { EvaluatedTable, type FixtureModules, load } from "./support/loader-fixture.ts";

const kept: { value?: Record<string, unknown> } = {};
const hosts = new Map([["host", {
  namespace: Object.freeze({ value: 1 }),
  helpers: {
    keep: (value: Record<string, unknown>) => {
      kept.value = value;
    },
    build: (kind: string) => {
      const artifact = Object.freeze(() => kind);
      markBuilderArtifact(artifact, { kind });
      return artifact;
    },
    brand: () => Object.freeze({ kind: "pattern", identity: currentFrame()?.evaluation?.identity }),
  },
}]]);

const one = (body: string, more: Partial<FixtureModules[string]> = {}): FixtureModules => ({
  "/other.ts": { exports: ["n"], body: "exports.n = 1;" },
  "/m.ts": {
    imports: ["./other.ts"],
    exports: ["n", "o<./other.ts:n", "ns<./other.ts:*"],
    body,
    ...more,
  },
});
const run = (body: string, more: Partial<FixtureModules[string]> = {}) =>
  load(one(body, more), "/m.ts", { hosts }).namespace;

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  [
    "another value",
    "exports.n = 1; exports.n = 2;",
    /^TypeError: Module export 'n' is write-once and was already assigned$/,
  ],
  ["an undeclared name", "exports.m = 1;", /^TypeError/],
  ["a name declared as re-export", "exports.o = 1;", /^TypeError/],
  ["deletion", "exports.n = 1; delete exports.n;", /^TypeError/],
  ["deletion of a re-export", "delete exports.o;", /^TypeError/],
  ["a prototype", "Object.setPrototypeOf(exports, {});", /^TypeError/],
  ["redefinition", 'Object.defineProperty(exports, "n", { value: 1 });', /^TypeError/],
  ["an accessor", 'Object.defineProperty(exports, "n", { get() { return 1; } });', /^TypeError/],
  [
    "a re-export as value",
    'Object.defineProperty(exports, "o", { value: 1 });',
    /^TypeError: Re-export 'o' of \/m\.ts is not a plain getter$/,
  ],
  [
    "another __esModule",
    'Object.defineProperty(exports, "__esModule", { value: 1 });',
    /^TypeError/,
  ],
  ["another namespace", "exports.ns = {};", /^TypeError: Export 'ns' of \/m\.ts must be/],
  ["a suspended body", "exports.n = 1; yield;", /^TypeError: The body of \/m\.ts did not run/],
];

for (const [what, body, error] of REFUSED) {
  Deno.test(`the exports object refuses ${what}`, () => {
    assert.throws(() => run(body), error);
  });
}

Deno.test("placeholders and equal values are no second assignment", () => {
  const namespace = run(`Object.defineProperty(exports, "__esModule", { value: true });
exports.n = exports.o = exports.ns = void 0;
exports.n = NaN;
exports.n = NaN;
exports.ns = require("./other.ts");
const i = require("./other.ts");
Object.defineProperty(exports, "o", { enumerable: true, get: function () { return i.n; } });`);
  assert(Number.isNaN(namespace["n"]));
  assert.equal(namespace["o"], 1);
});

Deno.test("declared names without a value become undefined when the body ends", () => {
  const namespace = run("");
  assert(Object.hasOwn(namespace, "n"));
  assert.equal(namespace["n"], undefined);
});

Deno.test("every write after the body ended is refused, from a callback and through a kept reference", () => {
  const namespace = run(
    `__cfHelpers.keep(exports);
exports.n = __cfHardenFn(() => { exports.n = 2; });`,
  );
  assert.throws(
    namespace["n"] as () => void,
    /^TypeError: Module export 'n' of \/m\.ts cannot be written/,
  );
  for (const name of ["n", "o", "ns", "m"]) {
    assert.throws(() => (kept.value![name] = namespace["n"]), TypeError);
    if (name !== "m") assert.throws(() => delete kept.value![name], TypeError);
  }
  assert(Object.isFrozen(kept.value));
});

const UNSAFE: readonly (readonly [string, string])[] = [
  ["an object", "exports.n = {};"],
  ["a function that nobody hardened", "exports.n = () => 1;"],
  ["a frozen map", "exports.n = Object.freeze(new Map());"],
  ["a generator", "exports.n = (function* () {})();"],
  ["a promise", "exports.n = Promise.resolve();"],
  ["a date", "exports.n = Object.freeze(new Date(0));"],
  ["an object with the marks of an artifact", "exports.n = __cfHelpers.brand();"],
];

for (const [what, body] of UNSAFE) {
  Deno.test(`publication refuses ${what}`, () => {
    assert.throws(
      () => run(body),
      /^PublicationError: Export 'n' of \/m\.ts is not module-safe$/,
    );
  });
}

Deno.test("publication accepts the values that cannot keep state", () => {
  const values = [
    '"text"',
    "__cfHardenFn(function () {})",
    '__cfHelpers.build("pattern")',
    "Math.max",
    "Object.prototype",
    "TextEncoder",
    "console",
    "__cfHelpers.keep",
    'require("./other.ts")',
  ];
  for (const value of values) {
    assert.notEqual(run(`exports.n = ${value};`)["n"], undefined, value);
  }
});

Deno.test("a published function is frozen with all it reaches, and is named as authored", () => {
  const fn = run(`const make = __cfHardenFn(function () {}, "make");
exports.n = __cfHardenFn(() => { make.count = 1; }, "counter");`)["n"] as () => void;
  assert.equal(fn.name, "counter");
  assert(Object.isFrozen(fn));
  assert.throws(fn, TypeError);
  assert.throws(() => run("exports.n = __cfHardenFn(Math.max);"), /did not create/);
  assert.throws(() => run("exports.n = __cfHardenFn(1);"), /no function/);
});

Deno.test("a registrar takes one call with exactly the names of the verdict, before the body ends", () => {
  const hoists = { hoists: ["a", "b"] };
  const make = 'const a = __cfHelpers.build("lift"), b = __cfHelpers.build("lift");';
  const evaluated = new EvaluatedTable();
  load(one(`${make}__cfReg({ a, b });`, hoists), "/m.ts", { hosts, evaluated });
  const [module] = [...evaluated.modules.values()].filter(({ path }) => path === "/m.ts");
  assert.deepEqual([...module!.registrations.keys()], ["a", "b"]);
  const refused: [string, RegExp][] = [
    [
      `${make}__cfReg({ a, b }); __cfReg({ a, b });`,
      /^TypeError: __cfReg may be called at most once per module$/,
    ],
    [`${make}__cfReg({ a });`, /other names/],
    [`${make}__cfReg({ a, b, c: a });`, /other names/],
    [`${make}__cfReg({ a, b: {} });`, /'b', which is no builder artifact/],
    [`${make}__cfReg({ a, b: __cfHelpers.brand() });`, /'b', which is no builder artifact/],
    [`${make}__cfReg({ a, get b() { return b; } });`, /'b', which is no builder artifact/],
  ];
  for (const [body, error] of refused) assert.throws(() => run(body, hoists), error);
  assert.throws(() => run(`__cfReg({});`), /^TypeError: \/m\.ts has nothing to register$/);
  const late = run(`exports.n = __cfHardenFn(() => __cfReg({}));`)["n"] as () => void;
  assert.throws(late, /^TypeError: Registration is closed$/);
});

Deno.test("an artifact of another module cannot be registered as own", () => {
  const modules: FixtureModules = {
    "/a.ts": { exports: ["p"], body: 'exports.p = __cfHelpers.build("pattern");' },
    "/b.ts": {
      imports: ["./a.ts"],
      hoists: ["p"],
      body: 'const p = require("./a.ts").p; __cfReg({ p });',
    },
  };
  assert.throws(() => load(modules, "/b.ts", { hosts }), /no builder artifact of this module/);
});
