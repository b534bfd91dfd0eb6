/** Orders that a seed decides, so that a difference can be made again. */

/** The items in an order that depends on `seed` alone (Fisher and Yates, with a xorshift). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = (seed | 0) || 1;
  for (let last = result.length - 1; last > 0; last--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const at = (state >>> 0) % (last + 1);
    [result[last], result[at]] = [result[at]!, result[last]!];
  }
  return result;
}
