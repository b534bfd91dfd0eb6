/**
 * Sample programs: one folder each, `main` the entry, `input.json` what it is rendered on. All of
 * them are modules of one TypeScript program; each is judged by itself.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { sortedUtf8 } from "@commonfabric/canonical";
import { compileBatch, type CompiledModule } from "../metamorphic/compile-batch.ts";

/** What a sample is rendered on, and the events that are sent afterwards. */
export interface SampleInput {
  readonly argument?: Readonly<Record<string, unknown>>;
  /** `to` is the place of a stream in the rendered result. */
  readonly events?: readonly { readonly to: string; readonly event?: unknown }[];
}

export interface Sample {
  readonly name: string;
  /** Path of the entry. */
  readonly entry: string;
  /** Modules by their path within the folder, in order of these paths. */
  readonly modules: ReadonlyMap<string, CompiledModule>;
  /** Without one the entry is run and its exports are described. */
  readonly input: SampleInput | undefined;
}

const DATA_FILES: ReadonlySet<string> = new Set(["expect.json", "input.json"]);

/** Every folder below `root`, compiled. */
export function readSamples(root: URL): readonly Sample[] {
  const names = sortedUtf8(readdirSync(root));
  const texts = names.map((name) => [name, readFolder(new URL(`${name}/`, root))] as const);
  const files = texts.flatMap(([name, folder]) =>
    Object.entries(folder).map(([path, text]) => [`/${name}${path}`, text] as const)
  );
  const compiled = compileBatch(Object.fromEntries(files));
  return texts.map(([name, folder]) => {
    const paths = Object.keys(folder);
    const entry = paths.find((path) => path.startsWith("/main."));
    if (entry === undefined) throw new Error(`The sample "${name}" has no entry`);
    const modules = paths.map((path) => [path, compiled.get(`/${name}${path}`)!] as const);
    return { name, entry, modules: new Map(modules), input: readInput(new URL(`${name}/`, root)) };
  });
}

function readFolder(folder: URL): Record<string, string> {
  const files = sortedUtf8(readdirSync(folder)).filter((file) => !DATA_FILES.has(file));
  return Object.fromEntries(
    files.map((file) => [`/${file}`, readFileSync(new URL(file, folder), "utf8")]),
  );
}

function readInput(folder: URL): SampleInput | undefined {
  const path = new URL("input.json", folder);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
