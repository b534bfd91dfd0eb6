/** What is known of a module-level value, or why it is refused. */
import type { VerifyCode } from "../messages.ts";
import type { Span } from "../rules.ts";

export type ValueClass =
  /** Certainly a primitive. */
  | "prim"
  /** A known immutable value: an import, a member of data, a frozen intrinsic. */
  | "ref"
  /** A frozen plain value made by a data helper. */
  | "data"
  /** A hardened function. */
  | "func"
  /** What a builder call returns. */
  | "builder";

export interface Refusal {
  readonly code: VerifyCode;
  readonly span: Span;
  readonly subject: string;
  /** Refused even where computed module data is accepted: no computation can make it data. */
  readonly isFinal: boolean;
  /** The reason was reported where the value was defined. */
  readonly isKnown?: true;
}

export type Judgement = ValueClass | Refusal;

export function refusal(code: VerifyCode, span: Span, subject = "", isFinal = false): Refusal {
  return { code, span: { start: span.start, end: span.end }, subject, isFinal };
}

/** The refusal of what refers to something that was refused itself. */
export function knownRefusal(span: Span): Refusal {
  return { ...refusal("verify:value", span, "", true), isKnown: true };
}

export function isRefusal(judgement: Judgement): judgement is Refusal {
  return typeof judgement === "object";
}

/** The refusal among `judgements` that explains most: a final one, else the first. */
export function firstRefusal(judgements: readonly Judgement[]): Refusal | undefined {
  let first: Refusal | undefined;
  for (const judgement of judgements) {
    if (!isRefusal(judgement)) continue;
    if (judgement.isFinal) return judgement;
    first ??= judgement;
  }
  return first;
}
