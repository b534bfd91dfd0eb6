/** How many runs a property gets: few in the ordinary suite, ten times as many in the slow sweep. */

const SWEEP_FACTOR = 10;

/** `quick` runs, or the sweep's, when `CF_SLOW` is set. fast-check prints the seed of a failure. */
export function runs(quick: number): number {
  return Deno.env.get("CF_SLOW") === undefined ? quick : quick * SWEEP_FACTOR;
}
