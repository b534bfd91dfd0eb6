/** The import map of this workspace, for processes that run without its configuration. */

const ROOT = new URL("../../", import.meta.url);

interface Configuration {
  readonly name?: string;
  readonly exports?: string | Readonly<Record<string, string>>;
  readonly imports?: Readonly<Record<string, string>>;
}

/** What the bare names of sources of this workspace stand for. */
export async function workspaceImports(): Promise<Record<string, string>> {
  const imports: Record<string, string> = { ...(await readConfiguration("deno.json")).imports };
  for await (const entry of Deno.readDir(new URL("packages/", ROOT))) {
    if (!entry.isDirectory) continue;
    const { name, exports = {} } = await readConfiguration(`packages/${entry.name}/deno.json`);
    const targets = typeof exports === "string" ? { ".": exports } : exports;
    for (const [subpath, file] of Object.entries(targets)) {
      const target = new URL(file, new URL(`packages/${entry.name}/`, ROOT));
      imports[`${name}${subpath.slice(1)}`] = target.href;
    }
  }
  return imports;
}

/** Writes `imports` and a copy of the lock file to `directory`; gives the flags that use them. */
export async function writeImportMap(
  directory: string,
  imports: Readonly<Record<string, string>>,
): Promise<string[]> {
  const map = `${directory}/import-map.json`;
  await Deno.writeTextFile(map, JSON.stringify({ imports }, null, 2));
  await Deno.copyFile(new URL("deno.lock", ROOT), `${directory}/deno.lock`);
  return ["--no-config", `--import-map=${map}`, `--lock=${directory}/deno.lock`, "--frozen"];
}

async function readConfiguration(path: string): Promise<Configuration> {
  return JSON.parse(await Deno.readTextFile(new URL(path, ROOT))) as Configuration;
}
