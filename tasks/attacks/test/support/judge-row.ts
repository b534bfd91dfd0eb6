/** Judges the bodies of the rows that are given as arguments, and prints what is unexpected. */
import { readAttackFiles } from "../../attack-files-powers.ts";
import { makeBodyDriver } from "../../drivers/body.ts";
import { unexpectedLines } from "../../report.ts";
import { runAttacks } from "../../run-attacks.ts";

const files = readAttackFiles().filter(({ kind, group, row }) =>
  kind === "body" && Deno.args.includes(`${group}/${row}`)
);
const driver = makeBodyDriver();
const results = await runAttacks(files, {
  drivers: new Map([[driver.kind, driver]]),
  silencedOneIn: 1,
});
const zone = new Intl.DateTimeFormat().resolvedOptions();
console.log(JSON.stringify({
  zone: zone.timeZone,
  locale: zone.locale,
  judged: results.length,
  unexpected: unexpectedLines(results),
}));
