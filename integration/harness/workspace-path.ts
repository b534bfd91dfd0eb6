/** Paths of files of this workspace, whatever characters the path of the clone has. */
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

/** The path of `relative`, which is relative to the root of the workspace. */
export function workspacePath(relative: string): string {
  return fileURLToPath(new URL(relative, ROOT));
}
