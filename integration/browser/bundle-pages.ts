/**
 * Bundles entry modules for a page. Platform files have counterparts beside them: where there is an
 * `x-browser-powers.ts`, the bundle has it in place of `x-powers.ts`. A bundle that still asks for a
 * module of Node is refused.
 */
import { pathToFileURL } from "node:url";
import { TYPE_LIBRARIES } from "@commonfabric/runner";
import { embedVersions, releaseVersions } from "../../tasks/release/versions.ts";
import { workspaceImports, writeImportMap } from "../harness/workspace-imports.ts";
import { workspacePath } from "../harness/workspace-path.ts";
import type { PageEntry } from "./pages.ts";

const COUNTERPART = "-browser-powers.ts";

/**
 * Writes `<name>.js` to `directory` for each entry, with what several of them share in files of its
 * own and the versions of the sources in the text.
 * @throws {Error} with what the bundler said
 */
export async function bundlePages(
  entries: readonly PageEntry[],
  directory: string,
): Promise<void> {
  const sources = `${directory}-sources`;
  await Deno.mkdir(sources, { recursive: true });
  const flags = await writeImportMap(sources, await pageImports());
  const files: string[] = [];
  for (const { name, text } of entries) {
    const file = `${sources}/${name}.ts`;
    await Deno.writeTextFile(file, text);
    files.push(file);
  }
  await bundle(flags, files, directory);
  await refusePlatformModules(directory);
  await embedVersions(directory, releaseVersions());
  await copyTypeLibraries(`${directory}/types`);
}

/** The import map of the workspace with a page's assertions and platform files. */
async function pageImports(): Promise<Record<string, string>> {
  const imports = await workspaceImports();
  const page = pathToFileURL(workspacePath("integration/browser/page/")).href;
  imports["node:assert/strict"] = `${page}assert-strict.ts`;
  for (const file of await counterparts(workspacePath("packages"))) {
    const platform = pathToFileURL(`${file.slice(0, -COUNTERPART.length)}-powers.ts`).href;
    const counterpart = pathToFileURL(file).href;
    for (const [name, target] of Object.entries(imports)) {
      if (target === platform) imports[name] = counterpart;
    }
    imports[platform] = counterpart;
  }
  return imports;
}

async function counterparts(directory: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory, isFile } of Deno.readDir(directory)) {
    const path = `${directory}/${name}`;
    if (isDirectory) found.push(...await counterparts(path));
    if (isFile && name.endsWith(COUNTERPART)) found.push(path);
  }
  return found;
}

/** A page that compiles asks for them beside its bundle. */
async function copyTypeLibraries(directory: string): Promise<void> {
  await Deno.mkdir(directory);
  for (const name of TYPE_LIBRARIES) {
    await Deno.copyFile(workspacePath(`packages/api/types/${name}`), `${directory}/${name}`);
  }
}

async function bundle(
  flags: readonly string[],
  files: readonly string[],
  directory: string,
): Promise<void> {
  const { success, stderr } = await new Deno.Command("deno", {
    args: [
      ...["bundle", "--quiet", "--platform=browser", "--code-splitting"],
      ...[...flags, "--outdir", directory, ...files],
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

async function refusePlatformModules(directory: string): Promise<void> {
  for await (const { name } of Deno.readDir(directory)) {
    const text = await Deno.readTextFile(`${directory}/${name}`);
    const found = /^import [^;]*"(node:[^"]+)";$/m.exec(text);
    if (found !== null) {
      throw new Error(`The bundle ${name} needs ${found[1]}, which no page has.`);
    }
  }
}
