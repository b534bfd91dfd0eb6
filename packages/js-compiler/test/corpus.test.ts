/** The shipped patterns through compiler and transformers: the chain that users see. */
import assert from "node:assert/strict";
import { IS_SWEEP } from "../../canonical/test/support/runs.ts";
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
  for (const [index, program] of programs.entries()) {
    const counters = makeCounters();
    const { modules, diagnostics } = compiler.compileToModulesCollecting(
      program,
      optionsOf({ transformer, counters }),
    );
    assert.deepEqual(diagnostics, []);
    assert.equal(counters.typescriptVisits, 2 * modules.size, "one walk for facts, one to rewrite");
    // Every second program, and all in a sweep, is compiled again by a compiler that knows nothing.
    const isRepeated = IS_SWEEP || index % 2 === 0;
    const reversed = { ...program, files: program.files.toReversed() };
    const again = isRepeated
      ? freshCompiler().compileToModules(reversed, optionsOf({ transformer }))
      : modules;
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
    "export interface Order { price: number; count: number; note: string }\n" +
    `export const total = (order: Order): number => { ${body} };\n`;
  const main = [
    'import { lift } from "commonfabric";',
    'import { type Order, total } from "./dep.ts";',
    "export default lift((order: Order) => total(order));",
    "export const s = total;",
  ].join("\n");
  // The interface of the dependency is the honest one in both compiles.
  const stored = new Map<string, unknown>();
  const bodyOf = async (text: string, isHonest: boolean) => {
    const resolver = new InMemoryProgram("/main.ts", { "/main.ts": main, "/dep.ts": text });
    const program = await resolveProgram(resolver, optionsOf());
    const observed: typeof transformer = {
      ...transformer,
      interfaceParts: (facts) => {
        const { fileName } = (facts as { file: { fileName: string } }).file;
        if (isHonest) stored.set(fileName, transformer.interfaceParts(facts));
        return stored.get(fileName);
      },
    };
    const importedInterface = isHonest ? undefined : () => stored.get("/dep.ts");
    const options = optionsOf({
      transformer: observed,
      ...(importedInterface === undefined ? {} : { importedInterface }),
    });
    return compiler.compileToModules(program, options).get("/main.ts")!;
  };
  const honest = await bodyOf(dependency("return order.price * order.count;", "Hidden"), true);
  const hollow = await bodyOf(dependency('throw new Error("hollow");', "Renamed"), false);
  assert.deepEqual(hollow, honest);
  assert.match(honest.js, /price: \{ type: "number" \}/);
  assert.doesNotMatch(honest.js, /note:/);
});
