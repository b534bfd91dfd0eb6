/**
 * Processes in which TypeScript cannot be loaded: they resolve this workspace as always, except that
 * `typescript` is a module that throws when it is evaluated.
 */
import { pathToFileURL } from "node:url";
import { workspaceImports, writeImportMap } from "./workspace-imports.ts";

/** The message of the module that stands for TypeScript. */
export const TYPESCRIPT_WAS_LOADED = "TypeScript was loaded in a process that must not need it";

/**
 * Writes an import map, a module that throws and a copy of the lock file to `directory`; gives the
 * flags of `deno run` that use them in place of the configuration of the workspace.
 */
export async function withoutTypeScript(directory: string): Promise<string[]> {
  const imports = await workspaceImports();
  await Deno.mkdir(directory, { recursive: true });
  const thrower = `${directory}/typescript.js`;
  await Deno.writeTextFile(thrower, `throw new Error(${JSON.stringify(TYPESCRIPT_WAS_LOADED)});\n`);
  imports["typescript"] = pathToFileURL(thrower).href;
  return await writeImportMap(directory, imports);
}
