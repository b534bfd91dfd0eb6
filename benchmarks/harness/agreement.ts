/** One result per input: contenders that are given the same input must find the same. */

/** Results by input. The first contender to report sets the result that the others must equal. */
export class Agreement {
  readonly #results = new Map<string, { readonly by: string; readonly text: string }>();

  /** @throws {Error} when another contender found something else for `input` */
  prove(by: string, input: string, result: unknown): void {
    const text = JSON.stringify(result);
    if (text === undefined) throw new Error(`${by} gave no result for ${input}.`);
    const known = this.#results.get(input);
    if (known === undefined) this.#results.set(input, { by, text });
    else if (known.text !== text) {
      throw new Error(`wrong result for ${input}: ${text}, but ${known.by} found ${known.text}`);
    }
  }
}
