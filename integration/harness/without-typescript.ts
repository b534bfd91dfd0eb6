/**
 * Processes in which TypeScript cannot be loaded: they resolve this workspace as always, except that
 * `typescript` is a module that throws when it is evaluated.
 */
import { pathToFileURL } from "node:url";

const ROOT = new URL("../../", import.meta.url);

/** The message of the module that stands for TypeScript. */
export const TYPESCRIPT_WAS_LOADED = "TypeScript was loaded in a process that must not need it";

interface Configuration {
  readonly name?: string;
  readonly exports?: string | Readonly<Record<string, string>>;
  readonly imports?: Readonly<Record<string, string>>;
}

/**
 * Writes an import map, a module that throws and a copy of the lock file to `directory`; gives the
 * flags of `deno run` that use them in place of the configuration of the workspace.
 */
export async function withoutTypeScript(directory: string): Promise<string[]> {
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
  await Deno.mkdir(directory, { recursive: true });
  const thrower = `${directory}/typescript.js`;
  await Deno.writeTextFile(thrower, `throw new Error(${JSON.stringify(TYPESCRIPT_WAS_LOADED)});\n`);
  imports["typescript"] = pathToFileURL(thrower).href;
  const map = `${directory}/import-map.json`;
  await Deno.writeTextFile(map, JSON.stringify({ imports }, null, 2));
  await Deno.copyFile(new URL("deno.lock", ROOT), `${directory}/deno.lock`);
  return ["--no-config", `--import-map=${map}`, `--lock=${directory}/deno.lock`, "--frozen"];
}

async function readConfiguration(path: string): Promise<Configuration> {
  return JSON.parse(await Deno.readTextFile(new URL(path, ROOT))) as Configuration;
}
