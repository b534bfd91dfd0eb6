/** Discovery of programs without the compiler: order, data files, policy, errors with positions. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { nodeSha256 } from "@commonfabric/canonical";
import { hostTable } from "@commonfabric/api";
import { EdgesUnknownError, scanImports } from "@commonfabric/module-identity";
import {
  CompilerError,
  InMemoryProgram,
  type ProgramResolver,
  type ResolveOptions,
  resolveProgram,
} from "../mod.ts";

function options(more: Partial<ResolveOptions> = {}): ResolveOptions {
  return { hosts: hostTable, sha256: nodeSha256, ...more };
}

const FILES = {
  "/main.ts":
    'import "./b.ts";\nimport "./a.ts";\nimport { dataFile } from "commonfabric";\nexport const d = dataFile("./d.csv");',
  "/a.ts": 'import "./c.ts";\nexport {};',
  "/b.ts": 'import "./main.ts";\nimport "./c.ts";\nexport {};',
  "/c.ts": "export {};",
  "/d.csv": 'import "./nowhere.ts"',
  "/test.ts": 'import "./a.ts";\nimport "./only-test.ts";\nexport {};',
  "/only-test.ts": "export {};",
  "/unused.ts": "export {};",
};

Deno.test("discovery is breadth first, data files are read and never scanned", async () => {
  const program = await resolveProgram(new InMemoryProgram("/main.ts", FILES), options());
  assert.deepEqual(program.files.map(({ name }) => name), [
    "/main.ts",
    "/b.ts",
    "/a.ts",
    "/c.ts",
    "/d.csv",
  ]);
  assert.deepEqual(program.dataFiles, ["/d.csv"]);
  assert.equal(program.main, "/main.ts");
});

Deno.test("source roots come after the main closure", async () => {
  const program = await resolveProgram(
    new InMemoryProgram("/main.ts", FILES),
    options({ sourceRoots: ["/test.ts", "/main.ts"], mainExport: "d" }),
  );
  assert.deepEqual(
    program.files.map(({ name }) => name),
    ["/main.ts", "/b.ts", "/a.ts", "/c.ts", "/test.ts", "/only-test.ts", "/d.csv"],
  );
  assert.deepEqual([program.sourceRoots, program.mainExport], [["/test.ts", "/main.ts"], "d"]);
});

Deno.test("requests of one level run at once, and late answers change nothing", async () => {
  const memory = new InMemoryProgram("/main.ts", FILES);
  let open = 0;
  let most = 0;
  const slow: ProgramResolver = {
    main: () => memory.main(),
    async resolveSource(path) {
      most = Math.max(most, ++open);
      // The first asked answers last.
      for (let turns = path === "/b.ts" ? 20 : 1; turns > 0; turns--) await Promise.resolve();
      open--;
      return memory.resolveSource(path);
    },
    resolveDataFile: (path) => memory.resolveDataFile(path),
  };
  const program = await resolveProgram(slow, options());
  assert.deepEqual(program.files.map(({ name }) => name), [
    "/main.ts",
    "/b.ts",
    "/a.ts",
    "/c.ts",
    "/d.csv",
  ]);
  assert.equal(most, 2);
});

Deno.test("unresolved imports are reported together with place and hint", async () => {
  const files = {
    "/main.ts": '\ufeffimport "./lib";\r\nimport "commonfabrik";\r\nimport "../x.ts";\nexport {};',
    "/lib/index.ts": "export {};",
  };
  await assert.rejects(
    resolveProgram(new InMemoryProgram("/main.ts", files), options()),
    (error: unknown) => {
      assert.ok(error instanceof CompilerError);
      assert.deepEqual(
        error.errors.map(({ type, code, line, column }) => [type, code, line, column]),
        [
          ["MODULE_NOT_FOUND", "resolve:unresolved", 1, 9],
          ["MODULE_NOT_FOUND", "resolve:unresolved", 2, 9],
          ["ERROR", "resolve:escape", 3, 9],
        ],
      );
      assert.match(error.errors[1]!.message, /Did you mean "commonfabric"\?/);
      assert.match(
        error.errors[1]!.displayInline(),
        /> 2 \| import "commonfabrik";\n {4}\| {9}\^{12}$/m,
      );
      return true;
    },
  );
});

Deno.test("one path with two contents is refused", async () => {
  const changing: ProgramResolver = {
    main: () =>
      Promise.resolve({ name: "/main.ts", contents: 'import "./a.ts";\nimport "./b.ts";' }),
    // Two paths that answer as one file.
    resolveSource: (path) =>
      Promise.resolve({ name: "/a.ts", contents: `export const p = "${path}";` }),
  };
  await assert.rejects(resolveProgram(changing, options()), /Conflicting contents for "\/a\.ts"\./);
});

Deno.test("an endless generated program stops at a limit", async () => {
  const endless: ProgramResolver = {
    main: () => Promise.resolve({ name: "/0.ts", contents: 'import "./1.ts";' }),
    resolveSource(path) {
      const next = Number(path.slice(1, -3)) + 1;
      const filler = "// ".padEnd(900_000, "x");
      return Promise.resolve({ name: path, contents: `import "./${next}.ts";\n${filler}` });
    },
  };
  await assert.rejects(
    resolveProgram(endless, options()),
    /The program exceeds the limit of 67108864\./,
  );
});

Deno.test("unknown hosts are refused unless allowed, and their types are asked for by name", async () => {
  const files = {
    "/main.ts": 'import { x } from "extra";\nexport default x;',
    "/extra.d.ts": "export const x: 1;",
  };
  const memory = new InMemoryProgram("/main.ts", files);
  await assert.rejects(resolveProgram(memory, options()), /Could not resolve "extra"/);
  await assert.rejects(
    resolveProgram(memory, options({ unresolvedHosts: ["other"] })),
    /Could not resolve "extra"/,
  );
  const allowed = await resolveProgram(memory, options({ unresolvedHosts: ["extra"] }));
  assert.equal(allowed.hostTypes, undefined);
  const typed = await resolveProgram(
    memory,
    options({ unresolvedHosts: ["extra"], resolveUnresolvedModuleTypes: true }),
  );
  assert.deepEqual([...typed.hostTypes!], [["extra", files["/extra.d.ts"]]]);
  assert.deepEqual(typed.files.map(({ name }) => name), ["/main.ts"]);
});

Deno.test("the parser is loaded only for text that the lexical scan is not sure of", async () => {
  const unsure = 'import { dataFile } from "commonfabric";\nexport const d = dataFile(`./d.csv`);';
  assert.equal(scanImports(unsure, ".ts"), "uncertain");
  const memory = (text: string) =>
    new InMemoryProgram("/main.ts", { "/main.ts": text, "/d.csv": "1" });
  let loads = 0;
  const loadParseEdges = () => {
    loads++;
    return Promise.resolve(() => ["commonfabric", "data:./d.csv"]);
  };
  await resolveProgram(memory("export {};"), options({ loadParseEdges }));
  assert.equal(loads, 0);
  const program = await resolveProgram(memory(unsure), options({ loadParseEdges }));
  assert.deepEqual([loads, program.dataFiles], [1, ["/d.csv"]]);
  await assert.rejects(resolveProgram(memory(unsure), options()), EdgesUnknownError);
});

Deno.test("nothing that the package exports reaches TypeScript by a static import", () => {
  const root = new URL("../", import.meta.url);
  const seen = new Set<string>();
  const open = ["mod.ts"];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const text = readFileSync(new URL(path, root), "utf8");
    for (
      const [, type, specifier] of text.matchAll(
        /^(?:import|export)\s(type\s)?[^;]*?from "([^"]+)";/gm,
      )
    ) {
      if (type !== undefined) continue;
      assert.ok(!/^typescript$|ts-transformers/.test(specifier!), `${path} imports ${specifier}`);
      if (!specifier!.startsWith(".")) continue;
      open.push(new URL(specifier!, new URL(path, root)).href.slice(root.href.length));
    }
  }
  assert.ok(seen.has("ensure-compiler.ts") && seen.size > 20, [...seen].join());
  assert.ok(![...seen].some((path) => path.startsWith("typescript/")), [...seen].join());
});
