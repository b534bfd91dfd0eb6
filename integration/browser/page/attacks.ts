/**
 * The attack corpus in a page. Compiling is not done here, so that programs are left to the lanes
 * that compile.
 */
import {
  type AttackFile,
  type AttackText,
  parseAttackFile,
} from "../../../tasks/attacks/attack-file.ts";
import type { AttackKind } from "../../../tasks/attacks/attack-header.ts";
import type { Driver } from "../../../tasks/attacks/driver.ts";
import { makeBodyDriver } from "../../../tasks/attacks/drivers/body.ts";
import { unexpectedLines } from "../../../tasks/attacks/report.ts";
import { runAttacks } from "../../../tasks/attacks/run-attacks.ts";
import { readData, sendReport } from "./report.ts";

const drivers: ReadonlyMap<AttackKind, Driver> = new Map(
  [makeBodyDriver()].map((driver) => [driver.kind, driver]),
);

const files = (await readData<readonly AttackText[]>("attacks"))
  .map(({ path, text }): AttackFile => parseAttackFile(path, text))
  .filter(({ kind }) => drivers.has(kind));
const results = await runAttacks(files, { drivers, silencedOneIn: 1 });
await sendReport({
  cases: results.length,
  unexpected: results.filter(({ faults }) => faults.length > 0).map((result) => ({
    name: result.file.path,
    answer: unexpectedLines([result]).join("\n"),
  })),
});
