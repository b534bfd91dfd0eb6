/**
 * Mutants that no test can notice, by reason; the table is beside this file. A row that matches
 * nothing, or a mutant that a test does notice, is an error.
 */
import { type Mutant, oneLine } from "./mutant.ts";
import groups from "./equivalent-mutants.json" with { type: "json" };

export interface EquivalentMutant {
  readonly file: string;
  /** The source text as the report prints it. */
  readonly original: string;
  /** What stands in its place as the report prints it, or the kind of a deletion. */
  readonly alternative: string;
}

export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = groups.flatMap(({ mutants }) =>
  mutants
);

/** Whether `row` is about `mutant`. */
export function isAbout(row: EquivalentMutant, mutant: Mutant): boolean {
  return row.file === mutant.file && row.original === mutant.original &&
    (row.alternative === oneLine(mutant.text) || row.alternative === mutant.kind);
}
