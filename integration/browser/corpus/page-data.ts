/** Writes what pages read: compiled programs and the files of the attack corpus. */
import { readAttackTexts } from "../../../tasks/attacks/attack-files-powers.ts";
import { compilePrograms } from "./compile-programs.ts";

/** Writes `<name>.json` to `site` for each kind of data. */
export async function writePageData(site: string): Promise<void> {
  const data = { attacks: readAttackTexts(), programs: await compilePrograms() };
  for (const [name, value] of Object.entries(data)) {
    await Deno.writeTextFile(`${site}/${name}.json`, JSON.stringify(value));
  }
}
