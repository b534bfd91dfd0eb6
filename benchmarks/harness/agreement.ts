/** One result per input: contenders that are given the same input must find the same. */

/** Thrown for a contender that found something else than the first one did. */
export class WrongResultError extends Error {
  override readonly name = "WrongResultError";
}

/** Results by input. The first contender to report sets the result that the others must equal. */
export class Agreement {
  readonly #results = new Map<string, { readonly by: string; readonly text: string }>();

  /** @throws {WrongResultError} when another contender found something else for `input` */
  prove(by: string, input: string, result: unknown): void {
    const text = JSON.stringify(result);
    if (text === undefined) throw new Error(`${by} gave no result for ${input}.`);
    const known = this.#results.get(input);
    if (known === undefined) this.#results.set(input, { by, text });
    else if (known.text !== text) {
      throw new WrongResultError(
        `wrong result for ${input}: ${text}, but ${known.by} found ${known.text}`,
      );
    }
  }
}
