/** Finds attack files on disk: `packages/<owner>/testdata/attacks/<group>/<file>`. */
import { type AttackFile, type AttackText, parseAttackFile } from "./attack-file.ts";
import { compareUtf8 } from "@commonfabric/canonical";

const ROOT = new URL("../../", import.meta.url);

/** Every attack file of the workspace, or those of one group (its number), in order of path. */
export function readAttackFiles(group?: string): AttackFile[] {
  return readAttackTexts(group).map(({ path, text }) => parseAttackFile(path, text));
}

/** The same, unread. */
export function readAttackTexts(group?: string): AttackText[] {
  const files: AttackText[] = [];
  for (const owner of entries("packages/")) {
    const attacks = `packages/${owner}/testdata/attacks/`;
    for (const directory of entries(attacks)) {
      if (group !== undefined && !directory.startsWith(`${group}-`)) continue;
      for (const name of entries(`${attacks}${directory}/`)) {
        const path = `${attacks}${directory}/${name}`;
        files.push({ path, text: readRepositoryFile(path) });
      }
    }
  }
  return files.sort((a, b) => compareUtf8(a.path, b.path));
}

/** The text of the file at `path` of the repository. */
export function readRepositoryFile(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

function entries(directory: string): string[] {
  try {
    return [...Deno.readDirSync(new URL(directory, ROOT))].map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return [];
    }
    throw error;
  }
}
