/**
 * A program is built from a list of natural numbers: each choice takes the next one. When the list
 * is used up every choice is the first, which is the simplest, so that fast-check shrinks a program
 * by shrinking its list.
 */
import fc from "fast-check";

export class Tape {
  #at = 0;

  constructor(readonly numbers: readonly number[]) {}

  /** A number below `count`. */
  below(count: number): number {
    const number = this.numbers[this.#at++] ?? 0;
    return number % count;
  }

  of<T>(options: readonly T[]): T {
    return options[this.below(options.length)]!;
  }

  /** True in one of `count` cases; false when the list is used up. */
  oneIn(count: number): boolean {
    return this.below(count) === count - 1;
  }
}

const LEAST_NUMBERS = 120;
const MOST_NUMBERS = 400;

/** Lists of numbers for programs and their inputs: long enough that few choices are defaults. */
export const tapeArbitrary: fc.Arbitrary<readonly number[]> = fc.array(fc.nat({ max: 9999 }), {
  minLength: LEAST_NUMBERS,
  maxLength: MOST_NUMBERS,
  size: "max",
});

/** Numbers without a short period, different for each `seed`. */
export function tapeOf(seed: number): readonly number[] {
  let state = seed * 7919 + 1;
  return Array.from({ length: MOST_NUMBERS }, () => {
    state = (state * 48271) % 2147483647;
    return state % 10007;
  });
}
