/**
 * Specifiers, paths and names of spaces: what each means, asked of identity and of the compile path,
 * which must say the same; and resolvers over file systems and web servers that lead elsewhere.
 */
import { isSpaceId } from "@commonfabric/storage";
import type { SpaceStores } from "@commonfabric/storage";
import type { Engine } from "../../../packages/runner/engine/engine.ts";
import type { AttackFile } from "../attack-file.ts";
import type { Answer, Driver } from "../driver.ts";
import { commonAnswer, recipeOf } from "../recipe.ts";
import { answerOfImport, answerOfPath, type ImportRecipe } from "./specifier/imports.ts";
import { answerOfFolder, type FolderRecipe } from "./specifier/folders.ts";
import { answerOfWeb, type WebRecipe } from "./specifier/web.ts";

interface SpecifierRecipe extends ImportRecipe {
  /** Paths of a file beside the entry. */
  readonly paths: readonly string[];
  readonly folder: FolderRecipe;
  readonly web: WebRecipe;
  /** Names of spaces. */
  readonly spaces: readonly string[];
}

const MEMBERS = [
  "files",
  "dataFiles",
  "from",
  "specifiers",
  "hint",
  "read",
  "paths",
  "folder",
  "web",
  "spaces",
] as const;

/** What the driver needs of others. */
export interface SpecifierPowers {
  /** An engine that compiles. */
  readonly engine: Engine;
  /** Stores by name of their kind. */
  readonly stores: Readonly<Record<string, SpaceStores>>;
}

export function makeSpecifierDriver(powers: SpecifierPowers): Driver {
  return { kind: "specifier", answer: (file) => answerOf(file, powers) };
}

async function answerOf(file: AttackFile, { engine, stores }: SpecifierPowers): Promise<Answer> {
  const recipe = recipeOf<SpecifierRecipe>(file, MEMBERS);
  const answers: { of: string; says: string }[] = [];
  const values: unknown[] = [];
  for (const specifier of recipe.specifiers ?? []) {
    const { says, value } = await answerOfImport(recipe, specifier, engine);
    answers.push({ of: specifier, says });
    values.push(value);
  }
  for (const path of recipe.paths ?? []) {
    answers.push({ of: path, says: await answerOfPath(path, engine) });
  }
  if (recipe.folder !== undefined) answers.push(...await answerOfFolder(recipe.folder));
  if (recipe.web !== undefined) answers.push(...await answerOfWeb(recipe.web));
  for (const space of recipe.spaces ?? []) {
    for (const [name, open] of Object.entries(stores)) {
      answers.push({ of: `${space} in ${name}`, says: await answerOfSpace(open, space) });
    }
  }
  return { ...commonAnswer(answers, file.expect), value: values };
}

async function answerOfSpace(stores: SpaceStores, space: string): Promise<string> {
  try {
    await (await stores(space)).close();
    return "accept";
  } catch (error) {
    return isSpaceId(space)
      ? `throws(${(error as Error).name})`
      : `reject(${(error as Error).name})`;
  }
}
