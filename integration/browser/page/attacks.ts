/** The attack corpus in a page, programs compiled here included. */
import {
  type AttackFile,
  type AttackText,
  parseAttackFile,
} from "../../../tasks/attacks/attack-file.ts";
import { makeDrivers } from "../../../tasks/attacks/drivers/registry-browser-powers.ts";
import { unexpectedLines } from "../../../tasks/attacks/report.ts";
import { runAttacks } from "../../../tasks/attacks/run-attacks.ts";
import { readData, sendReport } from "./report.ts";

/** Silenced forms are the business of the compiler, which is the same everywhere. */
const SILENCED_ONE_IN = 20;

/** Rows, and variants of rows, about what no page can tell. */
const LOOKS_LIKE_DATA = "no page tells a proxy of its host from data";
const CLOSED_AFTER_AWAIT = "the clock is closed after an await";
const NOT_IN_A_PAGE: ReadonlyMap<string, string> = new Map([
  ["07-plain-data/02-proxy", LOOKS_LIKE_DATA],
  ["07-plain-data/15-mutate-during-check.changing-store", LOOKS_LIKE_DATA],
  ["09-compartment/06-coarse-clock.many-reads", CLOSED_AFTER_AWAIT],
  ["09-compartment/07-leaked-capability.async-handler", CLOSED_AFTER_AWAIT],
  ["09-compartment/07-leaked-capability.continuation", CLOSED_AFTER_AWAIT],
  ["09-compartment/15-second-lockdown.foreign", "a page has one realm"],
]);

const drivers = makeDrivers();
const texts = await readData<readonly AttackText[]>("attacks");
const files = texts.map(({ path, text }) => parseAttackFile(path, text));
const reasonAgainst = ({ kind, attack, variant }: AttackFile): string | undefined =>
  drivers.has(kind)
    ? NOT_IN_A_PAGE.get(attack) ?? NOT_IN_A_PAGE.get(`${attack}.${variant}`)
    : `no page answers for the kind ${kind}`;
const results = await runAttacks(files.filter((file) => reasonAgainst(file) === undefined), {
  drivers,
  silencedOneIn: SILENCED_ONE_IN,
});
const elsewhere = files.map(reasonAgainst).filter((reason) => reason !== undefined);
await sendReport({
  cases: results.length,
  unexpected: results.filter(({ faults }) => faults.length > 0).map((result) => ({
    name: result.file.path,
    answer: unexpectedLines([result]).join("\n"),
  })),
  ...(elsewhere.length > 0 && { remark: countsOf(elsewhere) }),
});

/** How many files were left out for each reason. */
function countsOf(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `without ${count} files: ${reason}`).join("; ");
}
