/** What an identity depends on, and what not. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  computeEntryIdentity,
  computeModuleHashes,
  computeModuleIdentities,
  identityDigest,
  isModuleIdentity,
  normalizeSource,
  type Program,
  resolveEntryIdentity,
  tarjanSccs,
} from "@commonfabric/module-identity";
import { graphPrograms, pathOf, programOf, reachedFrom, textOf } from "./graphs.ts";
import { plainOptions, program, rememberingOptions } from "./support.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const hashes = (source: Program): Map<string, string> =>
  computeModuleHashes(source, plainOptions());
const identity = (texts: Record<string, string>): string =>
  computeEntryIdentity(program(texts), plainOptions());

Deno.test("file order, other files, entries, source roots and a stripped prefix change nothing", () => {
  fc.assert(
    fc.property(graphPrograms(7), fc.nat(), (graph, seed) => {
      const source = programOf(graph);
      const expected = hashes(source);
      const rotated = [...source.files.slice(seed % 7), ...source.files.slice(0, seed % 7)];
      const unrelated = { name: "/unrelated.ts", contents: "import './nothing.ts'; \n" };
      const variants: Program[] = [
        { ...source, files: rotated.reverse() },
        { ...source, files: [unrelated, ...source.files] },
        { ...source, sourceRoots: source.files.map(({ name }) => name).filter(isCode) },
      ];
      for (const variant of variants) {
        const found = hashes(variant);
        for (const [path, value] of expected) assert.equal(found.get(path), value);
        assert.equal(computeEntryIdentity(variant, plainOptions()), expected.get(source.main));
      }
      const other = seed % graph.kinds.length;
      if (graph.kinds[other] === "data") return;
      for (const [path, value] of hashes(programOf(graph, other))) {
        if (expected.has(path)) assert.equal(expected.get(path), value);
      }
    }),
    { numRuns: runs(400) },
  );
});

function isCode(name: string): boolean {
  return name.endsWith(".ts");
}

Deno.test("an edit changes exactly the module and what reaches it", () => {
  fc.assert(
    fc.property(graphPrograms(7), fc.nat(), fc.boolean(), (graph, seed, dropEdge) => {
      const edited = seed % graph.bodies.length;
      const drop = dropEdge && graph.edges[edited]!.length > 0;
      const changed = drop
        ? { ...graph, edges: graph.edges.map((all, at) => at === edited ? all.slice(1) : all) }
        : { ...graph, bodies: graph.bodies.map((all, at) => at === edited ? `${all}// b\n` : all) };
      const before = hashes(programOf(graph));
      const after = hashes(programOf(changed));
      for (let at = 0; at < graph.bodies.length; at++) {
        const path = pathOf(graph, at);
        if (!before.has(path) || !after.has(path)) continue;
        const mustChange = reachedFrom(graph, at).has(edited) ||
          reachedFrom(changed, at).has(edited);
        assert.equal(before.get(path) !== after.get(path), mustChange, path);
      }
    }),
    { numRuns: runs(400) },
  );
});

Deno.test("different closures never share an identity, equal ones always do", () => {
  const closures = new Map<string, string>();
  fc.assert(
    fc.property(graphPrograms(4), (graph) => {
      for (const [path, value] of hashes(programOf(graph))) {
        const start = graph.bodies.findIndex((_, at) => pathOf(graph, at) === path);
        const closure = [...reachedFrom(graph, start)].map((at) =>
          JSON.stringify([pathOf(graph, at), textOf(graph, at)])
        );
        const key = JSON.stringify([path, closure.sort(compare)]);
        const known = closures.get(value);
        if (known === undefined) closures.set(value, key);
        else assert.equal(known, key);
      }
    }),
    { numRuns: runs(300) },
  );
  assert.equal(new Set(closures.values()).size, closures.size);
});

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

Deno.test("remembering changes no answer", () => {
  const options = rememberingOptions();
  fc.assert(
    fc.property(graphPrograms(6), (graph) => {
      assert.deepEqual(
        computeModuleIdentities(programOf(graph), options),
        computeModuleIdentities(programOf(graph), plainOptions()),
      );
    }),
    { numRuns: runs(200) },
  );
});

const CHANGES: [name: string, before: Record<string, string>, after: Record<string, string>][] = [
  [
    "a value deep in the closure",
    { "/a.ts": 'import "./b.ts"', "/b.ts": 'export * from "./c.ts"', "/c.ts": "1" },
    { "/a.ts": 'import "./b.ts"', "/b.ts": 'export * from "./c.ts"', "/c.ts": "2" },
  ],
  [
    "a type behind import type",
    { "/a.ts": 'import type { T } from "./b.ts"', "/b.ts": "export type T = 1" },
    { "/a.ts": 'import type { T } from "./b.ts"', "/b.ts": "export type T = 2" },
  ],
  [
    "a type behind an inline import",
    { "/a.ts": 'let a: import("./b.ts").T', "/b.ts": "export type T = 1" },
    { "/a.ts": 'let a: import("./b.ts").T', "/b.ts": "export type T = 2" },
  ],
  [
    "a type behind documentation",
    { "/a.js": '/** @type {import("./b.ts").T} */\nlet a', "/b.ts": "export type T = 1" },
    { "/a.js": '/** @type {import("./b.ts").T} */\nlet a', "/b.ts": "export type T = 2" },
  ],
  [
    "a declaration file",
    { "/a.ts": 'import type { T } from "./b.d.ts"', "/b.d.ts": "export type T = 1" },
    { "/a.ts": 'import type { T } from "./b.d.ts"', "/b.d.ts": "export type T = 2" },
  ],
  ["a path", { "/a.ts": "1" }, { "/b.ts": "1" }],
  ["text against path", { "/a.ts": "b" }, { "/ab.ts": "" }],
  ["the final newline", { "/a.ts": "1\n" }, { "/a.ts": "1" }],
  ["a normal form", { "/a.ts": "'\u00e9'" }, { "/a.ts": "'e\u0301'" }],
  ["a line separator in a string", { "/a.ts": "'\u2028'" }, { "/a.ts": "'\\u2028'" }],
  ["a host", { "/a.ts": 'import "commonfabric"' }, { "/a.ts": 'import "commonfabric/schema"' }],
  [
    "the shape of a cycle",
    { "/a.ts": 'import "./b.ts"', "/b.ts": 'import "./a.ts"' },
    { "/a.ts": 'import "./b.ts"', "/b.ts": 'import "./b.ts"' },
  ],
  ["a self import", { "/a.ts": 'import "./a.ts"' }, { "/a.ts": 'import "/a.ts"' }],
];

Deno.test("every byte of the closure counts", async (t) => {
  for (const [name, before, after] of CHANGES) {
    await t.step(name, () => {
      assert.notEqual(identity(before), identity(after));
    });
  }
});

Deno.test("one more, one less or another character anywhere changes the source digest", () => {
  const text = 'import { a } from "./b.ts";\n\n// note\nexport const s = `x\n`;\n';
  const digestOf = (contents: string): string =>
    computeModuleIdentities(program({ "/a.ts": contents, "/b.ts": "" }), {
      ...plainOptions(),
      edges: { scan: () => [] },
    }).get("/a.ts")!.sourceDigest;
  const digests = new Set([digestOf(text)]);
  const variants = new Set([text]);
  for (let at = 0; at <= text.length; at++) {
    variants.add(text.slice(0, at) + text.slice(at + 1));
    variants.add(`${text.slice(0, at)}~${text.slice(at)}`);
    variants.add(`${text.slice(0, at)}~${text.slice(at + 1)}`);
  }
  for (const variant of variants) digests.add(digestOf(variant));
  assert.equal(digests.size, variants.size);
});

Deno.test("the same bytes as data and as code differ", () => {
  const head = 'import { dataFile } from "commonfabric"; dataFile("/x.ts")';
  const data = program({ "/a.ts": head, "/x.ts": "1" }, { dataFiles: ["/x.ts"] });
  const code = program({ "/a.ts": 'import "/x.ts"', "/x.ts": "1" });
  const [asData, asCode] = [data, code].map((source) =>
    computeModuleIdentities(source, plainOptions()).get("/x.ts")!
  );
  assert.notEqual(asData?.sourceDigest, asCode?.sourceDigest);
  assert.notEqual(asData?.identity, asCode?.identity);
});

Deno.test("line ends are one text, also inside templates, and are stored as one", () => {
  const forms = ["`\n`;\n", "`\r\n`;\r\n", "`\r`;\r"];
  const stored = forms.map((text) =>
    computeModuleIdentities(program({ "/a.ts": text }), plainOptions()).get("/a.ts")!
  );
  assert.equal(new Set(stored.map((module) => module.identity)).size, 1);
  assert.equal(new Set(stored.map((module) => module.text)).size, 1);
  assert.equal(normalizeSource("a\r\n\rb"), "a\n\nb");
});

Deno.test("data files keep their bytes", () => {
  const modules = ["x\n", "x\r\n"].map((contents) =>
    computeModuleIdentities(
      program({
        "/a.ts": 'import { dataFile } from "commonfabric"; dataFile("/x.csv")',
        "/x.csv": contents,
      }, { dataFiles: ["/x.csv"] }),
      plainOptions(),
    ).get("/x.csv")!
  );
  assert.deepEqual(modules.map(({ text }) => text), ["x\n", "x\r\n"]);
  assert.notEqual(modules[0]?.identity, modules[1]?.identity);
});

Deno.test("editing a member of a cycle changes every member, also through type edges only", () => {
  const cycle = (body: string, kind: string) =>
    hashes(program({
      "/a.ts": `import ${kind} { b } from "./b.ts"`,
      "/b.ts": `import ${kind} { c } from "./c.ts"`,
      "/c.ts": `import ${kind} { a } from "./a.ts"; import "./d.ts";${body}`,
      "/d.ts": "1",
    }));
  for (const kind of ["", "type"]) {
    const [before, after] = [cycle("", kind), cycle("2", kind)];
    for (const path of ["/a.ts", "/b.ts", "/c.ts"]) {
      assert.notEqual(before.get(path), after.get(path));
    }
    assert.equal(before.get("/d.ts"), after.get("/d.ts"));
  }
});

Deno.test("components number dependencies first, members of a cycle alike", () => {
  const texts = {
    "/a.ts": 'import "./b.ts"',
    "/b.ts": 'import "./c.ts"; import "./d.ts"',
    "/c.ts": 'import "./b.ts"',
    "/d.ts": "",
  };
  const modules = computeModuleIdentities(program(texts), plainOptions());
  const numbers = Object.keys(texts).map((path) => modules.get(path)!.component);
  assert.deepEqual(numbers, [2, 1, 1, 0]);
  assert.deepEqual(tarjanSccs([[1], [0], [2, 1], []]).map((c) => c.toSorted((a, b) => a - b)), [
    [0, 1],
    [2],
    [3],
  ]);
});

Deno.test("edges are in byte order of their specifiers", () => {
  const specifiers = ["./\uffff.ts", "./\u{10000}.ts", "./z.ts", "./B.ts", "./a.ts"];
  const texts = { "/main.ts": specifiers.map((s) => `import "${s}";`).join("") };
  for (const s of specifiers) Object.assign(texts, { [s.slice(1)]: "" });
  const { edges, storedEdges } = computeModuleIdentities(program(texts), plainOptions())
    .get("/main.ts")!;
  const expected = ["./B.ts", "./a.ts", "./z.ts", "./\uffff.ts", "./\u{10000}.ts"];
  assert.deepEqual(edges.map(({ specifier }) => specifier), expected);
  assert.deepEqual(storedEdges.map(({ specifier }) => specifier), expected);
});

Deno.test("other spellings of an identity are refused", () => {
  const value = "-2OBY5mMq3o0xdY31v_fpq-nrNE4PBgDLDZMelcBzeE";
  assert.ok(isModuleIdentity(value));
  assert.equal(identityDigest(value).length, 32);
  const others = [
    value.slice(0, -1),
    `${value}A`,
    `${value}=`,
    `${value.slice(0, -1)}=`,
    value.replace("_", "/"),
    value.replace("-", "+"),
    `${value.slice(0, -1)}F`,
    ` ${value.slice(1)}`,
    value.slice(0, 12),
    `${value}\n`,
    "",
  ];
  for (const other of others) {
    assert.equal(isModuleIdentity(other), false, other);
    assert.throws(() => identityDigest(other), { name: "InvalidIdentityError" });
  }
  for (const other of [undefined, null, 43, [value], { toString: () => value }]) {
    assert.equal(isModuleIdentity(other), false);
  }
  const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const accepted = [...last].filter((c) => isModuleIdentity(value.slice(0, -1) + c)).join("");
  assert.equal(accepted, "AEIMQUYcgkosw048");
});

Deno.test("files read one by one give the identity of the program", async () => {
  const graphs = fc.sample(graphPrograms(7), 100);
  for (const graph of graphs) {
    const source = programOf(graph);
    const texts = new Map(source.files.map(({ name, contents }) => [name, contents]));
    const found = await resolveEntryIdentity(
      source.main,
      (path) => Promise.resolve(texts.get(path)),
      plainOptions(),
    );
    assert.equal(found, computeEntryIdentity(source, plainOptions()));
  }
});

Deno.test("an entry that is absent, incomplete or reaches an internal name has no identity", async () => {
  const rows: [Record<string, string>, string][] = [
    [{ "/b.ts": "" }, 'No main module "/a.ts" in source.'],
    [{ "/a.ts": 'import "./b.ts"' }, "incomplete closure: /a.ts -> ./b.ts"],
    [
      { "/a.ts": 'import "./b.ts"', "/b.ts": 'import "left-pad"' },
      "incomplete closure: /b.ts -> left-pad",
    ],
    [{ "/a.ts": 'import "cf:module/x"' }, '"cf:module/x" is internal and cannot be imported.'],
  ];
  for (const [texts, message] of rows) {
    const refused = { name: "ResolveError", message };
    const source = program(texts, { main: "/a.ts" });
    assert.throws(() => computeEntryIdentity(source, plainOptions()), refused);
    const read = (path: string) => Object.hasOwn(texts, path) ? texts[path] : undefined;
    await assert.rejects(resolveEntryIdentity("/a.ts", read, plainOptions()), refused);
  }
});

Deno.test("source roots with holes do not touch the identity of main", () => {
  const texts = { "/a.ts": "1", "/a.test.ts": 'import "./a.ts"; import "./none.ts"' };
  const source = program(texts, { sourceRoots: ["/a.test.ts"] });
  assert.equal(computeEntryIdentity(source, plainOptions()), identity({ "/a.ts": "1" }));
  assert.throws(() => computeModuleHashes(source, plainOptions()), { code: "resolve:incomplete" });
});
