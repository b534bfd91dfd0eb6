/** The folder that the imports of a test may not leave. */
import { dirname, join } from "node:path/posix";
import type { CommandPowers } from "../command/command-powers.ts";

/** The nearest folder above `path` whose `deno.json` names a package; else the folder of the file. */
export async function testRoot(
  path: string,
  powers: Pick<CommandPowers, "isFile" | "readTextFile">,
): Promise<string> {
  for (let folder = dirname(path);; folder = dirname(folder)) {
    if (await namesPackage(join(folder, "deno.json"), powers)) return folder;
    if (folder === dirname(folder)) return dirname(path);
  }
}

async function namesPackage(
  file: string,
  powers: Pick<CommandPowers, "isFile" | "readTextFile">,
): Promise<boolean> {
  if (!await powers.isFile(file)) return false;
  try {
    const { name } = JSON.parse(await powers.readTextFile(file)) as { readonly name?: unknown };
    return typeof name === "string" && name !== "";
  } catch {
    // A file that is no JSON names nothing.
    return false;
  }
}
