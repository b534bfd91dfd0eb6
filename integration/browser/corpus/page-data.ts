/** What pages read: compiled programs, accepted bodies and the files of the attack corpus. */
import type { VerdictSummary } from "../../../packages/sandbox-verifier/test/support/verdict-summary.ts";
import { readAttackTexts } from "../../../tasks/attacks/attack-files-powers.ts";
import { workspacePath } from "../../harness/workspace-path.ts";
import { compilePrograms } from "./compile-programs.ts";

export type DataName = "accepted" | "attacks" | "programs";

/** A body of the accept corpus of the verifier, and what its verdict says. */
export interface AcceptedBody {
  readonly name: string;
  readonly body: string;
  readonly summary: VerdictSummary;
}

const ACCEPTED = workspacePath("packages/sandbox-verifier/testdata/accept/");

const MAKERS: Readonly<Record<DataName, () => unknown>> = {
  accepted: acceptedBodies,
  attacks: readAttackTexts,
  programs: compilePrograms,
};

/** Writes `<name>.json` to `site`. */
export async function writePageData(site: string, name: DataName): Promise<void> {
  await Deno.writeTextFile(`${site}/${name}.json`, JSON.stringify(await MAKERS[name]()));
}

function acceptedBodies(): AcceptedBody[] {
  const text = Deno.readTextFileSync(`${ACCEPTED}expectations.json`);
  const summaries = JSON.parse(text) as Readonly<Record<string, VerdictSummary>>;
  return Object.entries(summaries).map(([name, summary]) => ({
    name,
    body: Deno.readTextFileSync(`${ACCEPTED}${name}.js`),
    summary,
  }));
}
