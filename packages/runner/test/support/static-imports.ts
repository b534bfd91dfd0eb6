/** The static import graph of a file of this workspace, by its text. */
import { fileURLToPath } from "node:url";
import { relative as relativePath } from "node:path/posix";

/** Folder of the workspace. */
export const root: URL = new URL("../../../../", import.meta.url);

export function fromFileUrl(url: URL): string {
  return fileURLToPath(url);
}

export function relative(path: string): string {
  return relativePath(fileURLToPath(root), path);
}

const IMPORT = /^\s*(?:import|export)\b(?!\s+type\b)[^;"']*?(?:from\s*)?"([^"]+)"/gm;

/** Workspace paths and bare names that `entry` reaches by imports that exist at run time. */
export async function staticImports(entry: URL): Promise<Set<string>> {
  const reached = new Set<string>();
  const queue = [entry];
  for (let url = queue.pop(); url !== undefined; url = queue.pop()) {
    const name = relative(fileURLToPath(url));
    if (reached.has(name)) continue;
    reached.add(name);
    const text = await Deno.readTextFile(url);
    for (const [, specifier] of text.matchAll(IMPORT)) {
      if (/^\.{1,2}\/.*\.ts$/.test(specifier!)) queue.push(new URL(specifier!, url));
      else if (specifier!.startsWith("@commonfabric/")) {
        queue.push(new URL(`packages/${specifier!.slice("@commonfabric/".length)}/mod.ts`, root));
      } else reached.add(specifier!);
    }
  }
  return reached;
}
