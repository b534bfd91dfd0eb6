/** Generated bodies as fast-check makes them: from lists of numbers, which shrink. */
import fc from "fast-check";
import { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import { writeBody } from "./module-code.ts";
import { stateMutant } from "./state-mutants.ts";
import { editTokens, tokenSoup } from "./token-edits.ts";

const NUMBERS = { minLength: 60, maxLength: 300, size: "max" } as const;

/** Bodies from the accept grammar. */
export const bodyArbitrary: fc.Arbitrary<string> = fc.array(fc.nat({ max: 9_999 }), NUMBERS)
  .map(writeBody);

/** Bodies with one statement that keeps state or has an effect. */
export const mutantArbitrary: fc.Arbitrary<string> = fc.tuple(
  bodyArbitrary,
  fc.array(fc.nat({ max: 9_999 }), { minLength: 8, maxLength: 8 }),
).map(([body, numbers]) => stateMutant(body, new Tape(numbers)));

const FEW_NUMBERS = { minLength: 24, maxLength: 24 } as const;
const tapeArbitrary = fc.array(fc.nat({ max: 9_999 }), FEW_NUMBERS)
  .map((numbers) => new Tape(numbers));

/** Generated bodies and those of `corpus` with a few tokens changed. */
export function editedArbitrary(corpus: readonly string[]): fc.Arbitrary<string> {
  const body = fc.oneof(bodyArbitrary, fc.constantFrom(...corpus));
  return fc.tuple(body, tapeArbitrary).map(([text, tape]) => editTokens(text, tape));
}

/** Tokens in any order, inside a function. */
export const soupArbitrary: fc.Arbitrary<string> = tapeArbitrary.map(tokenSoup);
