/** The shipped patterns through compiler and transformers: the chain that users see. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { firstRefusedText, makeCounters } from "@commonfabric/contract";
import { scanImports } from "@commonfabric/module-identity";
import {
  ensureCompiler,
  FileSystemProgramResolver,
  InMemoryProgram,
  MemoryEmitMemo,
  resolveProgram,
} from "../mod.ts";
import { compiler, freshCompiler, optionsOf } from "./support/compile.ts";

const PATTERNS = new URL("../../patterns/", import.meta.url);

async function corpus(): Promise<Awaited<ReturnType<typeof resolveProgram>>[]> {
  const folders = readdirSync(PATTERNS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "test").map(({ name }) => name);
  return await Promise.all(folders.map((name) => {
    const main = new URL(`${name}/main.tsx`, PATTERNS).pathname;
    return resolveProgram(new FileSystemProgramResolver(main), optionsOf());
  }));
}

Deno.test("each pattern compiles without a diagnostic, reproducibly, and to accepted text", async () => {
  const { transformer } = await ensureCompiler();
  const programs = await corpus();
  assert.ok(programs.length >= 5);
  for (const program of programs) {
    const counters = makeCounters();
    const { modules, diagnostics } = compiler.compileToModulesCollecting(
      program,
      optionsOf({ transformer, counters }),
    );
    assert.deepEqual(diagnostics, []);
    assert.equal(counters.typescriptVisits, 2 * modules.size, "one walk for facts, one to rewrite");
    const reversed = { ...program, files: program.files.toReversed() };
    const again = freshCompiler().compileToModules(reversed, optionsOf({ transformer }));
    for (const [path, module] of modules) {
      assert.equal(firstRefusedText(module.js), undefined);
      assert.deepEqual(again.get(path), module, path);
    }
  }
});

Deno.test("the lexical scan and the syntax tree see the same edges in every pattern", async () => {
  const { parseEdges } = await ensureCompiler();
  for (const { files } of await corpus()) {
    for (const { name, contents } of files) {
      const extension = /(?:\.d)?\.[a-z]+$/.exec(name)![0];
      const scanned = scanImports(contents, extension);
      assert.notEqual(scanned, "uncertain", name);
      assert.deepEqual(new Set(parseEdges(contents, extension)), new Set(scanned), name);
    }
  }
});

Deno.test("a second compile of a pattern carries everything and makes no program", async () => {
  const { transformer } = await ensureCompiler();
  for (const program of await corpus()) {
    const emitMemo = new MemoryEmitMemo();
    const first = compiler.compileToModules(program, optionsOf({ transformer, emitMemo }));
    const counters = makeCounters();
    const second = compiler.compileToModules(
      program,
      optionsOf({ transformer, emitMemo, counters }),
    );
    const { programsCreated, modulesEmitted, carried } = counters;
    assert.deepEqual([programsCreated, modulesEmitted, carried], [0, 0, first.size]);
    for (const [path, module] of second) {
      assert.deepEqual(module, { ...first.get(path), origin: "carried" });
    }
  }
});

Deno.test("bodies read nothing of another module but its interface", async () => {
  const { transformer } = await ensureCompiler();
  const dependency = (body: string, hidden: string) =>
    `interface ${hidden} { a: number }\nconst inner${hidden} = ${body.length};\n` +
    `export const scale = (n: number): number => { ${body} };\n` +
    `export function label(n: number): string { ${body.replace("return n", 'return "" + n')} }\n`;
  const main = [
    'import { lift } from "commonfabric";',
    'import { label, scale } from "./dep.ts";',
    'export default lift((n: number) => label(scale(n)), { type: "number" }, { type: "string" });',
    "export const s = scale;",
  ].join("\n");
  const bodyOf = async (text: string) => {
    const resolver = new InMemoryProgram("/main.ts", { "/main.ts": main, "/dep.ts": text });
    const program = await resolveProgram(resolver, optionsOf());
    return compiler.compileToModules(program, optionsOf({ transformer })).get("/main.ts")!;
  };
  const honest = await bodyOf(dependency("return n * 2;".replace("n * 2", "n"), "Hidden"));
  const hollow = await bodyOf(dependency('throw new Error("hollow");', "Renamed"));
  assert.deepEqual(hollow, honest);
});
