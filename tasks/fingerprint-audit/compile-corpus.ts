/**
 * One compile of the corpus in a process of its own: every program into a store, whose compiled
 * documents are told by digest. Imports by bare names only, so that the configuration of another
 * checkout makes it a compile by that checkout.
 * Arguments: directory of the programs, store directory, seed (`0`: everything in its order).
 */
import { hostTable } from "@commonfabric/api";
import { canonicalBytes, encodeBase64Url, nodeSha256 } from "@commonfabric/canonical";
import {
  ensureCompiler,
  FileSystemProgramResolver,
  resolveProgram,
} from "@commonfabric/js-compiler";
import type { Program } from "@commonfabric/module-identity";
import { readToolchain, Runtime } from "@commonfabric/runner";
import { type SpaceStore, sqliteStores } from "@commonfabric/storage";
import { shuffled } from "./shuffled.ts";
import type { Compiled, CompiledDocument } from "./compiled-documents.ts";

const [corpus, directory, seedText] = Deno.args as [string, string, string];
const seed = Number(seedText);

/** What differs between stores on purpose, and is checked by every reader. */
const OF_A_STORE: ReadonlySet<string> = new Set(["attestation"]);

async function resolved(file: string): Promise<Program> {
  const program = await resolveProgram(new FileSystemProgramResolver(file), {
    hosts: hostTable,
    sha256: nodeSha256,
    loadParseEdges: async () => (await ensureCompiler()).parseEdges,
  });
  return seed === 0 ? program : { ...program, files: shuffled(program.files, seed) };
}

/** With a seed, another module is an entry first, and the program finds what that one needed. */
function entriesOf(program: Program): readonly string[] {
  const others = program.files.map(({ name }) => name)
    .filter((name) => /(?<!\.d)\.tsx?$/.test(name) && name !== program.main);
  const other = seed === 0 ? undefined : others[seed % Math.max(1, others.length)];
  return other === undefined ? [program.main] : [other, program.main];
}

async function compile(name: string): Promise<CompiledDocument[]> {
  const program = await resolved(`${corpus}/${name}/main.tsx`);
  for (const main of entriesOf(program)) {
    const runtime = new Runtime({ stores: sqliteStores(directory), attestation: "none" });
    await runtime.patterns.compileAndRegisterModules({ ...program, main }, { space: name });
    await runtime.dispose();
  }
  const store = await sqliteStores(directory)(name);
  try {
    return await documentsIn(store, name);
  } finally {
    await store.close();
  }
}

async function documentsIn(store: SpaceStore, program: string): Promise<CompiledDocument[]> {
  const documents: CompiledDocument[] = [];
  const headers = await store.list({ limit: 100_000 });
  const compiled = headers.filter(({ tag }) => tag?.startsWith("compileCache:"));
  for (const stored of await store.read(compiled.map(({ key }) => key))) {
    const value = stored!.doc.value as Readonly<Record<string, unknown>>;
    const fields = Object.entries(value).filter(([name]) => !OF_A_STORE.has(name));
    documents.push({
      program,
      path: String(value.filename),
      identity: String(value.identity),
      fields: Object.fromEntries(fields.map(([name, field]) => [name, digestOf(field)])),
    });
  }
  return documents;
}

function digestOf(value: unknown): string {
  return encodeBase64Url(nodeSha256(canonicalBytes(value)));
}

async function compileAll(): Promise<Compiled> {
  const names = Deno.readDirSync(corpus)
    .filter(({ name, isDirectory }) => isDirectory && existsAt(`${corpus}/${name}/main.tsx`))
    .map(({ name }) => name).toArray().sort((a, b) => a < b ? -1 : 1);
  const documents: CompiledDocument[] = [];
  for (const name of seed === 0 ? names : shuffled(names, seed)) {
    documents.push(...await compile(name));
  }
  return { runtimeVersion: readToolchain().runtimeVersion ?? null, documents };
}

// In a locked-down realm a rejected top-level await would end the process with exit code 0.
try {
  console.log(JSON.stringify(await compileAll()));
} catch (error) {
  console.error(error);
  Deno.exitCode = 1;
}

function existsAt(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
