/** A sample that a seed repeats. */

/** `count` of `items` in their order; all of them when there are no more. */
export function seededSample<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  const ranked = items.map((item, index) => ({ item, index, rank: mixed(seed, index) }));
  ranked.sort((a, b) => a.rank - b.rank || a.index - b.index);
  return ranked.slice(0, count).sort((a, b) => a.index - b.index).map(({ item }) => item);
}

/** A number without visible order. */
function mixed(seed: number, index: number): number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
  return (state ^ (state >>> 15)) >>> 0;
}
