/** What pages read: compiled programs and the files of the attack corpus. */
import { readAttackTexts } from "../../../tasks/attacks/attack-files-powers.ts";
import { compilePrograms } from "./compile-programs.ts";

export type DataName = "attacks" | "programs";

const MAKERS: Readonly<Record<DataName, () => unknown>> = {
  attacks: readAttackTexts,
  programs: compilePrograms,
};

/** Writes `<name>.json` to `site`. */
export async function writePageData(site: string, name: DataName): Promise<void> {
  await Deno.writeTextFile(`${site}/${name}.json`, JSON.stringify(await MAKERS[name]()));
}
