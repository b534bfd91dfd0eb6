/**
 * What the compiler emits for programs as authors write them: accepted, read alike by others, clean
 * in the gauntlet. The sweep takes every program of the workspace.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { hostTable } from "@commonfabric/api";
import { compile } from "../../js-compiler/test/support/compile.ts";
import { transformer } from "../../js-compiler/typescript/chunk.ts";
import { compileBatch } from "../../ts-transformers/test/metamorphic/compile-batch.ts";
import { programArbitrary } from "../../ts-transformers/test/metamorphic/generate/program.ts";
import { fuzzRun, IS_SWEEP } from "../../canonical/test/support/runs.ts";
import { disagreements } from "./support/agreement/opinions.ts";
import { acceptedVerdict } from "./support/gauntlet/accepting.ts";
import { Gauntlet, type GauntletResult } from "./support/gauntlet/gauntlet.ts";

const PATTERNS = new URL("../../patterns/", import.meta.url);
const SAMPLES = new URL("../../ts-transformers/test/samples/", import.meta.url);

const gauntlet = new Gauntlet({ table: hostTable });

/** What the gauntlet says of `body`, in which nothing is wrong. */
function runClean(body: string, name: string): GauntletResult {
  const verdict = acceptedVerdict(body);
  const result = gauntlet.run(body, verdict);
  assert.deepEqual(result.violations, [], name);
  assert.deepEqual(disagreements(body, verdict), [], name);
  return result;
}

function folders(parent: URL, file: string): string[] {
  return [...Deno.readDirSync(parent)].map(({ name }) => name)
    .filter((name) => exists(new URL(`${name}/${file}`, parent)))
    .sort((a, b) => a < b ? -1 : 1);
}

function exists(file: URL): boolean {
  try {
    return Deno.statSync(file).isFile;
  } catch {
    return false;
  }
}

/** The modules of the program in `folder`, its entry first. */
function modulesOf(folder: URL): Record<string, string> {
  const names = filesBelow(folder, "")
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.tsx"));
  const entryFirst = ["main.tsx", ...names.filter((name) => name !== "main.tsx")];
  return Object.fromEntries(
    entryFirst.map((name) => [`/${name}`, Deno.readTextFileSync(new URL(name, folder))]),
  );
}

function filesBelow(folder: URL, path: string): string[] {
  return [...Deno.readDirSync(new URL(path, folder))].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesBelow(folder, `${path}${name}/`) : [`${path}${name}`]
  );
}

Deno.test("programs of the workspace are clean in the gauntlet", () => {
  const all = folders(PATTERNS, "main.tsx");
  const names = IS_SWEEP ? all : ["kanban"];
  let compared = 0;
  for (const name of names) {
    const modules = compile(modulesOf(new URL(`${name}/`, PATTERNS)), { transformer });
    for (const [path, { js }] of modules) {
      const result = runClean(js, `${name}${path}`);
      assert.equal(result.loadError, undefined, `${name}${path}`);
      compared += result.compared;
    }
  }
  assert.ok(compared > 10 * names.length, `${compared} calls of ${names.length} programs`);
});

Deno.test("samples of the transformer are clean in the gauntlet", () => {
  const all = folders(SAMPLES, "main.tsx");
  const names = IS_SWEEP ? all : all.filter((_, at) => at % 40 === 0);
  const texts = names.map((name) => Deno.readTextFileSync(new URL(`${name}/main.tsx`, SAMPLES)));
  runBatch(texts);
});

Deno.test("generated programs are clean in the gauntlet", () => {
  const programs = fc.sample(programArbitrary, fuzzRun(4, 120));
  runBatch(programs.map(({ text }) => text));
});

/** What is emitted of `texts`, each a program of one module, is clean. */
function runBatch(texts: readonly string[]): void {
  const files = Object.fromEntries(texts.map((text, at) => [`/p${at}.tsx`, text]));
  let emitted = 0;
  let loaded = 0;
  for (const { body, path } of compileBatch(files).values()) {
    if (body === undefined) continue;
    emitted++;
    const { loadError } = runClean(body, `${path}\n${files[path]}`);
    if (loadError === undefined) loaded++;
    // A stub of a function stands where the module that is not there would give data.
    else assert.match(String(loadError), /PlainDataError: .* is a function/);
  }
  assert.ok(emitted > texts.length / 3, `${emitted} of ${texts.length} are emitted`);
  assert.ok(loaded > 0.9 * emitted, `${loaded} of ${emitted} load`);
}
