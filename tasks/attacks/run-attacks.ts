/** Judges attack files with their drivers, silenced forms of programs included. */
import type { AttackFile } from "./attack-file.ts";
import type { AttackKind } from "./attack-header.ts";
import { withGeneratedInputs, withoutPosition } from "./generated-inputs.ts";
import { rowNamed } from "./attack-rows.ts";
import { type Driver, faultsOf } from "./driver.ts";
import { silencedForms } from "./drivers/program.ts";

/** One judged input. */
export interface AttackResult {
  readonly file: AttackFile;
  /** Which silenced form of a program; `undefined` for the file as it is. */
  readonly form: string | undefined;
  /** What was unexpected; empty when nothing was. */
  readonly faults: readonly string[];
}

export interface RunOptions {
  readonly drivers: ReadonlyMap<AttackKind, Driver>;
  /** Silenced forms are judged of one in this many programs; 1 for all. */
  readonly silencedOneIn: number;
}

/** Judges `files` one after the other. A kind without a driver is a fault of each file. */
export async function runAttacks(
  files: readonly AttackFile[],
  { drivers, silencedOneIn }: RunOptions,
): Promise<AttackResult[]> {
  const results: AttackResult[] = [];
  let programs = 0;
  for (const file of files) {
    const driver = drivers.get(file.kind);
    if (driver === undefined) {
      results.push({ file, form: undefined, faults: [`no driver answers for ${file.kind}`] });
      continue;
    }
    results.push({ file, form: undefined, faults: await judge(file, driver) });
    if (hasSilencedForms(file) && programs++ % silencedOneIn === 0) {
      results.push(...await runSilenced(file, driver));
    }
  }
  return results;
}

/** What is unexpected; an exception that no layer meant is that, too. */
async function judge(file: AttackFile, driver: Driver): Promise<readonly string[]> {
  try {
    const answer = await driver.answer(withGeneratedInputs(file));
    return faultsOf(file, withoutPosition(file, answer));
  } catch (error) {
    return [`the driver threw ${String(error)}`];
  }
}

/** Programs of starred rows that are refused have silenced forms. */
function hasSilencedForms(file: AttackFile): boolean {
  return file.kind === "program" && file.expect !== "accept" &&
    rowNamed(file.group, file.row)?.starred === true;
}

async function runSilenced(file: AttackFile, driver: Driver): Promise<AttackResult[]> {
  const expect = file.silenced ?? file.expect;
  const results: AttackResult[] = [];
  for (const { name, files } of silencedForms(file)) {
    const disguised = { ...file, files, expect };
    const faults = await judge(disguised, driver);
    results.push({ file, form: name, faults });
  }
  return results;
}
