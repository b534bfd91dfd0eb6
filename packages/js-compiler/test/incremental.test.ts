/** Incremental compiles: what an edit compiles, what is carried, and that bodies are the same. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { EdgeMismatchError, MemoryEmitMemo } from "../mod.ts";
import { computeModuleIdentities, type ModuleIdentity } from "@commonfabric/module-identity";
import { parseEdges } from "../typescript/chunk.ts";
import {
  compile,
  type Files,
  freshCompiler,
  optionsOf,
  origins,
  programOf,
} from "./support/compile.ts";
import { runs } from "../../canonical/test/support/runs.ts";

/** Compiles `before`, then `after` with the same memo. */
function edit(before: Files, change: Files): { compiled: string[]; carried: string[] } {
  const emitMemo = new MemoryEmitMemo();
  compile(before, { emitMemo });
  const after = { ...before, ...change };
  const { compiled, carried, counters } = origins(after, { emitMemo });
  assert.deepEqual([counters.modulesEmitted, counters.carried], [compiled.length, carried.length]);
  const scratch = compile(after, {}, freshCompiler());
  for (const [path, { js, sourceMap, interfaceDigest, emitKey }] of compile(after, { emitMemo })) {
    const expected = scratch.get(path)!;
    assert.deepEqual(
      { js, sourceMap, interfaceDigest, emitKey },
      {
        js: expected.js,
        sourceMap: expected.sourceMap,
        interfaceDigest: expected.interfaceDigest,
        emitKey: expected.emitKey,
      },
      path,
    );
  }
  return { compiled, carried };
}

const CHAIN: Files = {
  "/main.ts": 'import { mid } from "./mid.ts";\nexport default () => mid(1);',
  "/mid.ts":
    'import { leaf } from "./leaf.ts";\nexport const mid = (n: number): string => `${leaf(n)}`;',
  "/leaf.ts": "/** Adds. */\nexport const leaf = (n: number) => n + 1;",
  "/aside.ts": "export {};",
};

Deno.test("body edit of a leaf compiles the leaf alone", () => {
  const change = { "/leaf.ts": "/** Adds. */\nexport const leaf = (n: number) => n + 2;" };
  assert.deepEqual(edit(CHAIN, change), {
    compiled: ["/leaf.ts"],
    carried: ["/main.ts", "/mid.ts"],
  });
});

Deno.test("comment edit compiles the edited module alone", () => {
  const change = {
    "/leaf.ts": "// why\n/** Adds. */\nexport const leaf = (n: number) => /* sum */ n + 1;",
  };
  assert.deepEqual(edit(CHAIN, change), {
    compiled: ["/leaf.ts"],
    carried: ["/main.ts", "/mid.ts"],
  });
});

Deno.test("changed inferred return type compiles the importers that read it, and stops there", () => {
  const change = { "/leaf.ts": "/** Adds. */\nexport const leaf = (n: number) => `${n}`;" };
  assert.deepEqual(edit(CHAIN, change), {
    compiled: ["/mid.ts", "/leaf.ts"],
    carried: ["/main.ts"],
  });
});

Deno.test("a type error that an edit causes in an importer is found although the importer is unedited", () => {
  const emitMemo = new MemoryEmitMemo();
  compile(CHAIN, { emitMemo });
  const broken = { ...CHAIN, "/leaf.ts": "export const leaf = (n: { a: number }) => n;" };
  assert.throws(() => compile(broken, { emitMemo }), /not assignable.*\[\/mid\.ts:2:\d+\]/);
});

Deno.test("changed documentation counts, of exports and of members, inferred ones included", () => {
  const rows: [string, string][] = [
    [
      "/** One. */\nexport const leaf = (n: number) => n;",
      "/** Two. */\nexport const leaf = (n: number) => n;",
    ],
    [
      "export interface A {\n /** One. */\n a: 1 }\nexport const leaf = (n: number) => n;",
      "export interface A {\n /** Two. */\n a: 1 }\nexport const leaf = (n: number) => n;",
    ],
    [
      "export const o = {\n  /** One. */\n  a: 1 };\nexport const leaf = (n: number) => n;",
      "export const o = {\n  /** Two. */\n  a: 1 };\nexport const leaf = (n: number) => n;",
    ],
  ];
  for (const [before, after] of rows) {
    const { compiled } = edit({ ...CHAIN, "/leaf.ts": before }, { "/leaf.ts": after });
    assert.deepEqual(compiled, ["/mid.ts", "/leaf.ts"], after);
  }
});

Deno.test("members of an import cycle are one unit", () => {
  const cycle = {
    "/main.ts": 'import { a } from "./a.ts";\nexport default () => a(1);',
    "/a.ts":
      'import { b } from "./b.ts";\nexport const a = (n: number): number => n > 9 ? n : b(n);',
    "/b.ts": 'import { a } from "./a.ts";\nexport const b = (n: number): number => a(n + 1);',
  };
  const change = {
    "/b.ts": 'import { a } from "./a.ts";\nexport const b = (n: number): number => a(n + 2);',
  };
  assert.deepEqual(edit(cycle, change), { compiled: ["/a.ts", "/b.ts"], carried: ["/main.ts"] });
});

Deno.test("a barrel in between passes a changed interface on, and only that", () => {
  const files = {
    "/main.ts":
      'import { leaf } from "./barrel.ts";\nexport const main = (): string => `${leaf(1)}`;',
    "/barrel.ts": 'export * from "./leaf.ts";',
    "/leaf.ts": "export const leaf = (n: number) => n;",
  };
  assert.deepEqual(edit(files, { "/leaf.ts": "export const leaf = (n: number) => n * 2;" }), {
    compiled: ["/leaf.ts"],
    carried: ["/main.ts", "/barrel.ts"],
  });
  assert.deepEqual(edit(files, { "/leaf.ts": "export const leaf = (n: number) => `${n}`;" }), {
    compiled: ["/main.ts", "/barrel.ts", "/leaf.ts"],
    carried: [],
  });
});

Deno.test("a changed const enum compiles its readers, whose bodies hold the value", () => {
  const files = {
    "/main.ts": 'import { E } from "./e.ts";\nexport const main = () => E.A;',
    "/e.ts": "export const enum E { A = 1 }",
  };
  const { compiled } = edit(files, { "/e.ts": "export const enum E { A = 2 }" });
  assert.deepEqual(compiled, ["/main.ts", "/e.ts"]);
});

Deno.test("a type that is reached only through a third module's inferred declaration counts", () => {
  const files = {
    "/main.ts":
      'import { make } from "./make.ts";\nexport const deep = (): unknown => make().deep;',
    "/make.ts": 'import { build } from "./build.ts";\nexport const make = () => build();',
    "/build.ts": 'import type { T } from "./t.ts";\nexport const build = (): T => ({ deep: 1 });',
    "/t.ts": "export interface T { deep: number }",
  };
  const { compiled, carried } = edit(files, { "/t.ts": "export interface T { deep: 1 }" });
  assert.deepEqual(compiled, ["/main.ts", "/make.ts", "/build.ts", "/t.ts"]);
  assert.deepEqual(carried, []);
});

Deno.test("an inferred host type does not tie an importer to everything below", () => {
  const files = {
    "/main.ts": 'import { half } from "./half.ts";\nexport default half;',
    "/half.ts":
      'import { lift } from "commonfabric";\nimport { leaf } from "./leaf.ts";\nexport const half = lift((n: number): number => Number(leaf(n)) / 2);',
    "/leaf.ts": "export const leaf = (n: number) => n;",
  };
  assert.deepEqual(edit(files, { "/leaf.ts": "export const leaf = (n: number) => `${n}`;" }), {
    compiled: ["/half.ts", "/leaf.ts"],
    carried: ["/main.ts"],
  });
});

Deno.test("an undone edit is carried whole, without a program", () => {
  const emitMemo = new MemoryEmitMemo();
  compile(CHAIN, { emitMemo });
  compile({ ...CHAIN, "/leaf.ts": "export const leaf = (n: number) => n - 1;" }, { emitMemo });
  const { compiled, counters } = origins(CHAIN, { emitMemo });
  assert.deepEqual(compiled, []);
  assert.equal(counters.programsCreated, 0);
});

Deno.test("only missing modules are emitted and checked, with given or printed interfaces", () => {
  const program = programOf(CHAIN);
  const options = optionsOf();
  const whole = compile(CHAIN);
  const modules = identities(CHAIN);
  const byIdentity = new Map([...modules.values()].map(({ identity, path }) => [identity, path]));
  for (const known of [true, false]) {
    const partial = freshCompiler().compileToModules(program, {
      ...options,
      modules,
      missing: new Set(["/mid.ts"]),
      ...(known
        ? {
          interfaceDigestOf: (identity: string) =>
            whole.get(byIdentity.get(identity)!)?.interfaceDigest,
        }
        : {}),
    });
    assert.deepEqual([...partial], [["/mid.ts", whole.get("/mid.ts")]]);
  }
});

Deno.test("nothing is compiled under edges that the text does not have", () => {
  const modules = new Map(identities(CHAIN));
  const mid = modules.get("/mid.ts")!;
  modules.set("/mid.ts", { ...mid, edges: [] });
  assert.throws(
    () => compile(CHAIN, { modules }),
    (error: unknown) =>
      error instanceof EdgeMismatchError && error.path === "/mid.ts" &&
      error.sourceDigest === mid.sourceDigest,
  );
});

Deno.test("a check that was left out leaves nothing in the memo", () => {
  const emitMemo = new MemoryEmitMemo();
  compile(CHAIN, { emitMemo, skipGate: true });
  assert.deepEqual(origins(CHAIN, { emitMemo }).carried, []);
});

function identities(files: Files): Map<string, ModuleIdentity> {
  const { hosts, sha256 } = optionsOf();
  return computeModuleIdentities(programOf(files), {
    hosts,
    sha256,
    edges: { scan: () => "uncertain", parse: parseEdges },
  });
}

/** A module of a random graph: imports smaller and, in cycles, larger numbers. */
function randomModule(index: number, imports: readonly number[], variant: number): string {
  const lines = imports.map((other) => `import { f${other} } from "./m${other}.ts";`);
  const type = variant % 3 === 0 ? "number" : variant % 3 === 1 ? "string" : "boolean";
  const called = imports.map((other) => `String(f${other}(n))`).join(" + ") || '""';
  lines.push(
    `export const f${index} = (n: number): ${type} => ${
      type === "number"
        ? `Number(${called}) + ${variant}`
        : type === "string"
        ? `${called} + "${variant}"`
        : `(${called} as string) === "${variant}"`
    };`,
  );
  return lines.join("\n");
}

Deno.test("over random edits, exactly the components with a new emit key are compiled", () => {
  const graph = fc.record({
    edges: fc.array(fc.array(fc.nat(6), { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
    edits: fc.array(fc.tuple(fc.nat(6), fc.nat(8)), { minLength: 2, maxLength: 5 }),
  });
  fc.assert(
    fc.property(graph, ({ edges, edits }) => {
      const emitMemo = new MemoryEmitMemo();
      const seen = new Set<string>();
      const variants = Array<number>(7).fill(0);
      for (const change of [undefined, ...edits]) {
        if (change !== undefined) variants[change[0]] = change[1];
        const files: Record<string, string> = {
          "/main.ts": edges.map((_, index) => `import "./m${index}.ts";`).join("\n"),
        };
        edges.forEach((imports, index) =>
          files[`/m${index}.ts`] = randomModule(
            index,
            [...new Set(imports)].filter((other) => other !== index),
            variants[index]!,
          )
        );
        const modules = compile(files, { emitMemo });
        const scratch = compile(files);
        for (const [path, { js, emitKey, interfaceDigest, origin }] of modules) {
          assert.equal(origin, seen.has(emitKey + path) ? "carried" : "compiled", path);
          const expected = scratch.get(path)!;
          assert.deepEqual([js, emitKey, interfaceDigest], [
            expected.js,
            expected.emitKey,
            expected.interfaceDigest,
          ]);
        }
        for (const [path, { emitKey }] of modules) seen.add(emitKey + path);
      }
    }),
    { numRuns: runs(12) },
  );
});

Deno.test("an edit of one leaf of 50 modules costs a fraction of compiling all", () => {
  const files: Record<string, string> = {};
  for (let i = 49; i >= 0; i--) {
    const imports = i === 0 ? [] : [Math.floor((i - 1) / 4)];
    files[`/m${i}.ts`] = imports.map((n) =>
      `import { f${n}, type T${n} } from "./m${n}.ts";\n`
    ).join("") +
      `export interface T${i} { name: string; values: number[] }\n` +
      `export const f${i} = (t: T${i}): number => t.values.reduce((a, b) => a + b, ${
        imports.map((n) => `f${n}({ ...t } satisfies T${n})`).join() || "0"
      });\n`;
  }
  files["/main.ts"] = Array.from({ length: 50 }, (_, i) => `import "./m${i}.ts";`).join("\n");
  const program = { ...programOf(files), main: "/main.ts" };
  const emitMemo = new MemoryEmitMemo();
  const warm = freshCompiler();
  warm.compileToModules(program, optionsOf({ emitMemo }));
  const edited = {
    ...program,
    files: program.files.map((file) =>
      file.name === "/m0.ts" ? { ...file, contents: file.contents.replace(", 0)", ", 1)") } : file
    ),
  };
  const modules = warm.compileToModules(edited, optionsOf({ emitMemo }));
  const compiled = [...modules].filter(([, { origin }]) => origin === "compiled").map(([path]) =>
    path
  );
  assert.deepEqual(compiled, ["/m0.ts"]);
});
