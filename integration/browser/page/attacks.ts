/** The attack corpus in a page, programs compiled here included. */
import { type AttackText, parseAttackFile } from "../../../tasks/attacks/attack-file.ts";
import { makeDrivers } from "../../../tasks/attacks/drivers/registry-browser-powers.ts";
import { unexpectedLines } from "../../../tasks/attacks/report.ts";
import { runAttacks } from "../../../tasks/attacks/run-attacks.ts";
import { readData, sendReport } from "./report.ts";

/** Silenced forms are the business of the compiler, which is the same everywhere. */
const SILENCED_ONE_IN = 20;

const drivers = makeDrivers();
const texts = await readData<readonly AttackText[]>("attacks");
const files = texts.map(({ path, text }) => parseAttackFile(path, text));
const results = await runAttacks(files.filter(({ kind }) => drivers.has(kind)), {
  drivers,
  silencedOneIn: SILENCED_ONE_IN,
});
const elsewhere = files.filter(({ kind }) => !drivers.has(kind)).map(({ kind }) => kind);
await sendReport({
  cases: results.length,
  unexpected: results.filter(({ faults }) => faults.length > 0).map((result) => ({
    name: result.file.path,
    answer: unexpectedLines([result]).join("\n"),
  })),
  ...(elsewhere.length > 0 && { remark: countsOf(elsewhere) }),
});

/** How many files of each kind no page can answer. */
function countsOf(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} of kind ${kind} are not for a page`).join();
}
