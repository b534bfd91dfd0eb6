/** Generated bodies as fast-check makes them: from lists of numbers, which shrink. */
import fc from "fast-check";
import { Tape } from "../../../../ts-transformers/test/metamorphic/tape.ts";
import { writeBody } from "./module-code.ts";
import { stateMutant } from "./state-mutants.ts";

const NUMBERS = { minLength: 60, maxLength: 300, size: "max" } as const;

/** Bodies from the accept grammar. */
export const bodyArbitrary: fc.Arbitrary<string> = fc.array(fc.nat({ max: 9_999 }), NUMBERS)
  .map(writeBody);

/** Bodies with one statement that keeps state or has an effect. */
export const mutantArbitrary: fc.Arbitrary<string> = fc.tuple(
  bodyArbitrary,
  fc.array(fc.nat({ max: 9_999 }), { minLength: 8, maxLength: 8 }),
).map(([body, numbers]) => stateMutant(body, new Tape(numbers)));
