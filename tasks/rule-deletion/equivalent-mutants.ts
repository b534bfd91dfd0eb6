/** Mutants that no test can notice, each with the reason. One that matches nothing is an error. */
import type { Mutant } from "./mutant.ts";

export interface EquivalentMutant {
  readonly file: string;
  /** The source text as the report prints it. */
  readonly original: string;
  /** Where only some alternatives of the text are equivalent: the alternative, or the kind. */
  readonly alternative?: string;
  readonly why: string;
}

export const EQUIVALENT_MUTANTS: readonly EquivalentMutant[] = [];

/** Whether `row` is about `mutant`. */
export function isAbout(row: EquivalentMutant, mutant: Mutant): boolean {
  return row.file === mutant.file && row.original === mutant.original &&
    (row.alternative === undefined || row.alternative === mutant.text ||
      row.alternative === mutant.kind);
}
