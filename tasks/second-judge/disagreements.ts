/** Holds the second judge against the chain of compiler and verifier, module by module. */
import { familiesOf } from "./families-of-codes.ts";
import type { Family, Judgement } from "./judgement.ts";

/** What the chain reports. `line` is 0 where an error has no place. */
export interface Reported {
  readonly code: string;
  readonly line: number;
  readonly message: string;
}

export interface ChainReport {
  readonly errors: readonly Reported[];
  /** The transformers refuse the module, and the verifier would accept what they make of it. */
  readonly isUnguarded?: boolean;
}

/** Families that the chain may leave to others, each with the reason. */
const TOLERATED: ReadonlyMap<Family, string> = new Map([
  [
    "import-state",
    "An assigned import is a member of a frozen namespace in the compiled module: the assignment " +
    "throws a TypeError when it runs.",
  ],
  [
    "global-state",
    "The globals of the sandbox are frozen: an assignment throws a TypeError when it runs.",
  ],
  [
    "early-read",
    "A computation that reads a constant of a later line throws a ReferenceError when it runs, " +
    "which is when the module loads.",
  ],
  [
    "exported-global",
    "`export default Name` of a type of the libraries exports nothing, and the syntax does not " +
    "tell such a name from a value.",
  ],
]);

/** Codes that may follow from another refusal of the same line. */
const FOLLOWING: ReadonlySet<string> = new Set(["verify:use-before-definition"]);

/** Families that no body shows: the graph's, or what the compiler leaves out and harms nobody. */
const NOT_OF_A_BODY: ReadonlyMap<Family, string> = new Map([
  ["enum-member", "A member without a value that is known is left out."],
  ["link", "Names of other modules are looked up once each body is accepted."],
  ["form", "An import in another form is left out."],
  [
    "operand-builder",
    "A builder that is chosen as an operand is created and dropped, which nobody can tell.",
  ],
  ["mutable-binding", "An exported `let` that nobody assigns is an export like any other."],
  ["reserved-name", "A name of the compiler's own that is used as the compiler uses it."],
]);

/** Codes of the chain about values that only the freezer can judge: types say it earlier. */
const EARLY: ReadonlySet<string> = new Set([
  "module:unsupported-initializer",
  "module:function-in-data",
]);

/**
 * How the two disagree; empty when they agree. They agree when both accept, or when both refuse and
 * every error of the chain that concerns loading is a refusal of the judge, of its family and line.
 * And safety is the verifier's: it refuses what the judge refuses, whatever the transformers said.
 */
export function disagreements(
  { refusals, computed }: Judgement,
  { errors, isUnguarded }: ChainReport,
): readonly string[] {
  const found: string[] = [];
  if (isUnguarded) {
    const own = refusals.filter(({ family }) => NOT_OF_A_BODY.has(family)).map(({ line }) => line);
    for (const { family, line } of refusals) {
      if (own.includes(line) || TOLERATED.has(family)) continue;
      found.push(`the verifier alone misses ${family} in line ${line}`);
    }
  }
  // What is no program has no names and no values to speak of.
  const isUnreadable = refusals.some(({ family }) => family === "syntax");
  let isRefused = false;
  for (const { code, line, message } of errors) {
    isRefused = true;
    if (isUnreadable) continue;
    if (code === "transform:internal") found.push(`the compiler fails in line ${line}: ${message}`);
    const families = familiesOf(code);
    if (families === undefined) continue;
    // What has no place follows from another refusal: a registration of what was refused.
    // A module that declares `Object` has no form for marking itself and for exports of imports.
    const isUnmarked = code === "verify:statement" &&
      refusals.some(({ family }) => family === "global-name");
    const isKnown = line === 0 || isUnmarked
      ? refusals.length > 0
      : refusals.some((refusal) =>
        refusal.line === line && (FOLLOWING.has(code) || families.includes(refusal.family))
      );
    const isEarly = EARLY.has(code) &&
      computed.some(({ from, to }) => from <= line && line <= to);
    if (!isKnown && !isEarly) found.push(`the judge misses ${code} in line ${line}: ${message}`);
  }
  if (!isRefused) {
    for (const { family, line, column, subject } of refusals) {
      if (TOLERATED.has(family)) continue;
      found.push(`the chain misses ${family} at ${line}:${column}: ${subject}`);
    }
  }
  return found;
}
