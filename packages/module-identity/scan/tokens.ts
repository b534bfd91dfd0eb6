/** The last few tokens of a scan, for looking back. */

const KEPT = 16;

/** A ring of token spans. Position 1 is the last token. */
export class Tokens {
  readonly #text: string;
  readonly #starts = new Int32Array(KEPT);
  readonly #ends = new Int32Array(KEPT);
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  push(start: number, end: number): void {
    const slot = this.#count++ & (KEPT - 1);
    this.#starts[slot] = start;
    this.#ends[slot] = end;
  }

  /** The text of the token `back` positions ago; empty when there is none. */
  textOf(back: number): string {
    if (back > KEPT || back > this.#count) return "";
    const slot = (this.#count - back) & (KEPT - 1);
    return this.#text.slice(this.#starts[slot]!, this.#ends[slot]!);
  }

  is(back: number, text: string): boolean {
    return this.textOf(back) === text;
  }

  isOneOf(back: number, texts: readonly string[]): boolean {
    return texts.includes(this.textOf(back));
  }
}
