/** The authored programs of the attack corpus, each in a folder of its own, and in silenced forms. */
import { readAttackFiles } from "../../../attacks/attack-files-powers.ts";
import type { AttackInput } from "../../../attacks/attack-file.ts";
import { silencedForms } from "../../../attacks/drivers/program.ts";

export interface AttackProgram {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Refusals for which no text need be read. Recipes, which have no files, are about sizes. */
const ABOUT_PATHS = /resolve:path|syntax:ambiguous-target/;

/** Every program of the corpus; with `silenced` also without type checks and as plain JavaScript. */
export function attackPrograms(silenced: boolean): readonly AttackProgram[] {
  const programs = readAttackFiles().filter(({ kind, files, expect }) =>
    kind === "program" && files.length > 0 && !ABOUT_PATHS.test(expect)
  );
  return programs.flatMap((attack) => [
    { name: attack.path, files: named(attack.files) },
    ...silencedForms(attack).filter(({ name }) =>
      silenced && (name === "@ts-nocheck" || name === ".js")
    )
      .map(({ name, files }) => ({ name: `${attack.path} (${name})`, files: named(files) })),
  ]);
}

function named(files: readonly AttackInput[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ name, text }) => [name, text]));
}

/** Programs as one set of files; their imports are relative, so a folder more changes nothing. */
export function inFolders(programs: readonly AttackProgram[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    programs.flatMap(({ files }, index) =>
      Object.entries(files).map(([path, text]) => [`/${index}${path}`, text])
    ),
  );
}
