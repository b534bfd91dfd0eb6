/** What the task and the process that runs tests say to each other. */

/** Begins every line that is an answer. */
export const ANSWER_MARK = "@rule-deletion ";

/** One mutant and the tests that are tried on it, in this order. */
export interface Trial {
  readonly mutant: number;
  readonly tests: readonly string[];
}

export type Orders =
  | { readonly kind: "measure"; readonly files: readonly string[]; readonly cheapMs: number }
  | { readonly kind: "try"; readonly files: readonly string[]; readonly trials: readonly Trial[] };

/** Answers to `measure`: first what loading asks for, then one a test. */
export interface LoadAnswer {
  readonly atLoad: readonly number[];
}

export interface TestAnswer {
  readonly name: string;
  readonly ms: number;
  readonly passes: boolean;
  /** It passes a second time in the same process; false where it costs too much to try. */
  readonly repeats: boolean;
  /** Mutants whose switches it asks for. */
  readonly asked: readonly number[];
}

/** The last answer to `measure`. */
export interface EndAnswer {
  readonly isComplete: true;
}

/** Answer to one trial. */
export interface TrialAnswer {
  readonly mutant: number;
  /** The test that failed. */
  readonly killedBy: string | null;
  /** It fails with the mutant switched off again as well: the process is of no more use. */
  readonly leftBroken: boolean;
}
