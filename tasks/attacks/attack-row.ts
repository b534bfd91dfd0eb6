/** One row of the list of attacks: its name, the layers that answer, and what they may answer. */

export interface AttackRow {
  /** Two digits. */
  readonly number: string;
  readonly slug: string;
  /**
   * One letter a layer: V verifier, G graph check, L loader and compartment, C compiler, D plain
   * data, I identity and resolution, M engine and pattern manager, K cache, S store, P packages.
   */
  readonly layers: string;
  /** Expectations that a file of this row may name, without positions. */
  readonly answers: readonly string[];
  /** What the compiler may answer to a program of this row before a body exists. */
  readonly authored: readonly string[];
  /** It exists both as a body and as an authored program, the program in silenced forms too. */
  readonly starred: boolean;
  /** Why the row has no file. A row has either files or this reason. */
  readonly absent?: string;
  /** Tests that show what files cannot: `<path of the test file>: <name of the test>`. */
  readonly shownBy: readonly string[];
}

export interface AttackGroup {
  /** Two digits; the directory is `<number>-<name>`. */
  readonly number: string;
  readonly name: string;
  readonly rows: readonly AttackRow[];
}

/** The reason of a row whose files nobody has written. */
export const NOT_WRITTEN = "no file is written";

interface RowOptions {
  readonly authored?: readonly string[];
  readonly starred?: boolean;
  readonly absent?: string;
  readonly shownBy?: readonly string[];
}

/** A row from its cells. */
export function row(
  number: string,
  slug: string,
  layers: string,
  answers: readonly string[],
  { authored = [], starred = false, absent, shownBy = [] }: RowOptions = {},
): AttackRow {
  const name = { number, slug, layers };
  return {
    ...name,
    answers,
    authored,
    starred,
    shownBy,
    ...(absent === undefined ? {} : { absent }),
  };
}
