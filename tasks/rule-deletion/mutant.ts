/** A mutant: one small deletion in the source of a rule. */

/** How the instrumented source holds an alternative beside the original. */
export type MutantForm =
  /** `(is(ID) ? ALTERNATIVE : ORIGINAL)` */
  | "expression"
  /** A statement that does not run. */
  | "statement"
  /** An element of a list that is left out. */
  | "element"
  /** A property of a table that is left out. */
  | "property";

/** What an operator proposes for one node. */
export interface Alternative {
  /** What is deleted, in a few words. */
  readonly kind: string;
  readonly form: MutantForm;
  /** The text of an alternative expression; empty for the other forms. */
  readonly text: string;
}

export interface Mutant extends Alternative {
  /** Unique in one target; the switch of the instrumented source. */
  readonly id: number;
  /** Path from the root of the repository. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The source text that is altered, on one line. */
  readonly original: string;
}

/** `file:line kind: original => alternative`. */
export function describeMutant({ file, line, kind, original, form, text }: Mutant): string {
  const change = form === "expression" ? `${original} => ${oneLine(text)}` : original;
  return `${file}:${line} ${kind}: ${change}`;
}

const LONGEST = 160;

/** `text` on one line, cut. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
}
