/** The test files that have more to do in a sweep: those that ask how much is wanted. */
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);
const ASKS = /support\/runs\.ts"|CF_SLOW/;
const SKIPPED = new Set(["node_modules", "testdata"]);

/** Paths from the root of the workspace, in order. */
export function sweepFiles(folders: readonly string[] = ["packages", "tasks"]): string[] {
  return folders.flatMap((folder) => testFilesBelow(folder)).filter((file) =>
    ASKS.test(Deno.readTextFileSync(new URL(file, ROOT)))
  ).sort();
}

function testFilesBelow(folder: string): string[] {
  return [...Deno.readDirSync(new URL(`${folder}/`, ROOT))].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return SKIPPED.has(name) ? [] : testFilesBelow(`${folder}/${name}`);
    return name.endsWith(".test.ts") ? [`${folder}/${name}`] : [];
  });
}

/** The root of the workspace as a path. */
export function workspaceRoot(): string {
  return fileURLToPath(ROOT);
}
