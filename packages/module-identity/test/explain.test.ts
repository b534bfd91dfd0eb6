/** Explanations: every kind of cause, shortest chains, and silence exactly when nothing changed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  computeModuleIdentities,
  explainIdentity,
  type Program,
  verifySourceClosure,
} from "@commonfabric/module-identity";
import { graphPrograms, programOf } from "./graphs.ts";
import { documentsOf, plainOptions, program } from "./support.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const explain = (before: Program, after: Program, path?: string) =>
  explainIdentity(before, after, { ...plainOptions(), ...(path !== undefined && { path }) });

type Texts = Record<string, string>;
const BASE: Texts = {
  "/main.ts": 'import "./a.ts";\nimport "./long.ts";',
  "/long.ts": 'import "./a.ts";',
  "/a.ts": 'import "./b.ts";\nimport "commonfabric";',
  "/b.ts": "export const b = 1;\n",
  "/c.ts": "export const c = 1;\n",
};

const CAUSES: [name: string, after: Texts, causes: unknown[]][] = [
  ["text", { "/b.ts": "export const b = 2;\n" }, [{
    path: "/b.ts",
    chain: ["/main.ts", "/a.ts", "/b.ts"],
    kind: "text",
    detail: {
      line: 1,
      before: "export const b = 1;",
      after: "export const b = 2;",
      trivial: false,
    },
  }]],
  ["trivial text", { "/b.ts": "// a comment\nexport   const b=1;\n\n" }, [{
    path: "/b.ts",
    chain: ["/main.ts", "/a.ts", "/b.ts"],
    kind: "text",
    detail: { line: 1, before: "export const b = 1;", after: "// a comment", trivial: true },
  }]],
  ["edge-added and added", { "/b.ts": 'export const b = 1;\nimport "./c.ts";' }, [
    {
      path: "/b.ts",
      chain: ["/main.ts", "/a.ts", "/b.ts"],
      kind: "text",
      detail: { line: 2, before: "", after: 'import "./c.ts";', trivial: false },
    },
    {
      path: "/b.ts",
      chain: ["/main.ts", "/a.ts", "/b.ts"],
      kind: "edge-added",
      detail: { specifier: "./c.ts", before: null, after: { kind: "module", target: "/c.ts" } },
    },
    { path: "/c.ts", chain: ["/main.ts", "/a.ts", "/b.ts", "/c.ts"], kind: "added" },
  ]],
  ["host and edge-removed and removed", { "/a.ts": "" }, [
    { path: "/a.ts", chain: ["/main.ts", "/a.ts"], kind: "text" },
    {
      path: "/a.ts",
      chain: ["/main.ts", "/a.ts"],
      kind: "edge-removed",
      detail: { specifier: "./b.ts", before: { kind: "module", target: "/b.ts" }, after: null },
    },
    {
      path: "/a.ts",
      chain: ["/main.ts", "/a.ts"],
      kind: "host",
      detail: {
        specifier: "commonfabric",
        before: { kind: "host", target: "commonfabric" },
        after: null,
      },
    },
    { path: "/b.ts", chain: ["/main.ts", "/a.ts", "/b.ts"], kind: "removed" },
  ]],
  ["component", { "/b.ts": 'export const b = 1;\nimport "./a.ts";' }, [
    {
      path: "/a.ts",
      chain: ["/main.ts", "/a.ts"],
      kind: "component",
      detail: { before: ["/a.ts"], after: ["/a.ts", "/b.ts"] },
    },
    { path: "/b.ts", kind: "text" },
    { path: "/b.ts", kind: "edge-added" },
    {
      path: "/b.ts",
      kind: "component",
      detail: { before: ["/b.ts"], after: ["/a.ts", "/b.ts"] },
    },
  ]],
];

Deno.test("each kind of cause is found with its chain and detail", async (t) => {
  for (const [name, change, expected] of CAUSES) {
    await t.step(name, () => {
      const { equal, causes } = explain(program(BASE), program({ ...BASE, ...change }));
      assert.equal(equal, false);
      assert.equal(causes.length, expected.length);
      causes.forEach((cause, at) => assert.partialDeepStrictEqual(cause, expected[at]!));
    });
  }
});

Deno.test("a module that moved is a path cause, and its importer was retargeted by name only", () => {
  const before = program({ "/main.ts": "1" });
  const after = program({ "/other.ts": "1" });
  assert.deepEqual(explain(before, after).causes, [{
    path: "/other.ts",
    chain: ["/other.ts"],
    kind: "path",
    detail: { before: "/main.ts", after: "/other.ts" },
  }]);
  const moved = explain(
    program({ "/main.ts": 'import "./a.ts"', "/a.ts": "x" }),
    program({ "/main.ts": 'import "./z.ts"', "/z.ts": "x" }),
  );
  assert.deepEqual(moved.causes.map(({ path, kind }) => [path, kind]), [
    ["/main.ts", "text"],
    ["/main.ts", "edge-removed"],
    ["/main.ts", "edge-added"],
    ["/z.ts", "path"],
  ]);
});

Deno.test("one specifier that leads elsewhere is a retargeted edge", () => {
  const texts = { "/lib/main.ts": 'import "./a.ts"', "/lib/a.ts": "1" };
  const moved = { "/main.ts": 'import "./a.ts"', "/a.ts": "2" };
  const { causes } = explain(program(texts), program(moved));
  assert.deepEqual(causes.map(({ path, kind }) => [path, kind]), [
    ["/a.ts", "added"],
    ["/lib/a.ts", "removed"],
    ["/main.ts", "path"],
    ["/main.ts", "edge-retargeted"],
  ]);
});

Deno.test("the asked module may be another than the entry, or absent on a side", () => {
  const after = program({ ...BASE, "/b.ts": "2", "/main.ts": 'import "./b.ts"' });
  const asked = explain(program(BASE), after, "/b.ts");
  assert.deepEqual([asked.path, asked.causes.length, asked.causes[0]?.chain], [
    "/b.ts",
    1,
    ["/b.ts"],
  ]);
  const absent = explain(program(BASE), after, "/a.ts");
  assert.equal("after" in absent, false);
  assert.deepEqual(absent.causes.map(({ path, kind }) => [path, kind]), [
    ["/a.ts", "removed"],
    ["/b.ts", "removed"],
  ]);
});

Deno.test("causes are empty exactly when the identities are equal, on programs and on closures", () => {
  fc.assert(
    fc.property(graphPrograms(5), graphPrograms(5), fc.boolean(), (one, other, same) => {
      const before = programOf(one);
      const after = same ? before : programOf(other);
      const options = plainOptions();
      const explanation = explainIdentity(before, after, options);
      assert.equal(explanation.causes.length === 0, explanation.equal);
      const [was, is] = [before, after].map((source) => {
        const modules = computeModuleIdentities(source, options);
        const entry = modules.get(source.main)!.identity;
        const verdict = verifySourceClosure(entry, documentsOf(modules.values()), options);
        assert.ok(verdict.ok);
        return verdict.closure;
      });
      assert.deepEqual(explainIdentity(was!, is!, options), explanation);
      for (const { chain } of explanation.causes) assert.ok(chain.length >= 1);
    }),
    { numRuns: runs(300) },
  );
});

const TRIVIAL: [before: string, after: string, trivial: boolean][] = [
  ["a + b", "a  +  b", true],
  ["f(a, b)", "f(\n  a, // why\n  b)", true],
  ["return x", "return\nx", false],
  ["a b", "ab", false],
  ["'a b'", "'a  b'", false],
  ["`a b`", "`a  b`", false],
  ["a = 1;", "a = 2;", false],
  ["/* x */ a", "a", true],
];

Deno.test("a change is trivial when only white space or comments differ", () => {
  for (const [before, after, trivial] of TRIVIAL) {
    const [cause] = explain(program({ "/a.ts": before }), program({ "/a.ts": after })).causes;
    assert.ok(cause?.kind === "text");
    assert.equal(cause.detail?.trivial, trivial, `${before} | ${after}`);
  }
});
