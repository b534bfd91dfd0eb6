/**
 * Values: one value goes through one door of plain data. Getters, hooks and traps of the value are
 * tripwires; what is accepted must be a deeply frozen copy that shares nothing with the value.
 */
import type { AttackFile } from "../attack-file.ts";
import type { Answer, Driver } from "../driver.ts";
import { recipeOf } from "../recipe.ts";
import { errorName } from "./probe.ts";
import { copyFaults } from "./value/copy-faults.ts";
import { type Door, DOORS } from "./value/doors.ts";
import { guestFunction, HOST_VALUES, type Tripwire } from "./value/make-value.ts";

interface ValueRecipe {
  /** Which door; each expectation has files of its own. */
  readonly door: Door;
  /** `(tripwire) => value`, evaluated in a compartment. Several lines are joined. */
  readonly make: string | readonly string[];
  /** A name of {@link HOST_VALUES}: what only a host can make. */
  readonly host: string;
  /** Where the refusal is, in its path. */
  readonly at: string | readonly string[];
  /** A part of its message. */
  readonly says: string;
  /** `(copy, value) => faults`, evaluated in a compartment, for what is accepted. */
  readonly check: string | readonly string[];
}

const MEMBERS = ["door", "make", "host", "at", "says", "check"] as const;

export function makeValueDriver(): Driver {
  return { kind: "value", answer: answerOf };
}

async function answerOf(file: AttackFile): Promise<Answer> {
  const { door, make, host, at, says, check } = recipeOf<ValueRecipe>(file, MEMBERS);
  const pass = DOORS.get(door!);
  if (pass === undefined) throw new TypeError(`There is no door "${door}"`);
  const fired: string[] = [];
  const tripwire: Tripwire = (name) => void fired.push(`tripwire ${name}`);
  const value = host === undefined
    ? Reflect.apply(guestFunction(make!), undefined, [tripwire])
    : HOST_VALUES.get(host)!(tripwire);
  let copy: unknown;
  try {
    copy = await pass(value);
  } catch (error) {
    return {
      says: `reject(${errorName(error)})`,
      faults: [...fired, ...faultsOf(error, at, says)],
    };
  }
  const faults = check === undefined
    ? []
    : Reflect.apply(guestFunction(check), undefined, [copy, value]) as string[];
  return { says: "accept", faults: [...fired, ...copyFaults(copy, value), ...faults] };
}

/** What is wrong with what a refusal says. */
function faultsOf(
  error: unknown,
  at: string | readonly string[] | undefined,
  says: string | undefined,
): string[] {
  const { message, path } = error as { message: string; path?: unknown };
  const faults: string[] = [];
  if (at !== undefined && JSON.stringify(path) !== JSON.stringify(at)) {
    faults.push(`it is refused at ${JSON.stringify(path)}`);
  }
  if (says !== undefined && !message.includes(says)) faults.push(`it says: ${message}`);
  return faults;
}
