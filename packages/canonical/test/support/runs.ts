/**
 * How many runs a property gets: few in the ordinary suite, more in the slow sweep (`CF_SLOW=1`),
 * most in the long one (`CF_SLOW=long`), which is for machines with hours to spare.
 */

/** Whether a sweep is asked for. */
export const IS_SWEEP: boolean = Deno.env.get("CF_SLOW") !== undefined;
/** Whether the run may take hours. */
export const IS_LONG: boolean = Deno.env.get("CF_SLOW") === "long";

/** The number of runs that is asked for. fast-check prints the seed of a failure. */
export function runs(quick: number, slow: number = 5 * quick, long: number = 10 * slow): number {
  if (IS_LONG) return long;
  return IS_SWEEP ? slow : quick;
}

const SEED = 20_261_122;

/** Parameters of fast-check. */
export interface FuzzRun {
  readonly numRuns: number;
  readonly seed?: number;
  readonly endOnFailure: boolean;
}

/**
 * How a property over large inputs is run: on the same ones each time in the ordinary suite, on others
 * in a sweep, which prints its seed. An input that fails is shown as it is: to shrink it takes long.
 */
export function fuzzRun(quick: number, slow: number): FuzzRun {
  const run = { numRuns: runs(quick, slow), endOnFailure: true };
  return IS_SWEEP ? run : { ...run, seed: SEED };
}
