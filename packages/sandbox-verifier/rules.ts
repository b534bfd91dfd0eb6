/**
 * Identifiers of the rules, and the list in which every part of a check puts what it found. A rule
 * that is switched off reports nothing; production code has no way to switch one off.
 */
import { LIMITS } from "@commonfabric/contract";
import type { VerifyCode } from "./messages.ts";

export const RULE_IDS = [
  "X1",
  "X2",
  "X3",
  "X4",
  "X5",
  "X6",
  "X7",
  "X8",
  "X9",
  "X10",
  "K1",
  "K2",
  "K3",
  "K4",
  "W1",
  "W2",
  "W3",
  "W4",
  "W5",
  "W6",
  "W7",
  "W8",
  "W9",
  "W10",
  "S0",
  "S1",
  "S2",
  "S3",
  "S4",
  "S5",
  "S6",
  "S7",
  "S8",
  "S9",
  "S10",
  "S11",
  "S12",
] as const;

export type RuleId = typeof RULE_IDS[number];

/** A stretch of the body, in UTF-16 units; acorn nodes are spans. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One violation. `subject` is the name or detail that the message of `code` speaks of. */
export interface Finding extends Span {
  readonly rule: RuleId;
  readonly code: VerifyCode;
  readonly subject: string;
}

/** So many findings are kept before the list is cut back to those that can still be reported. */
const COMPACT_AT = 2_048;

/** The rules of one letter are judged together; earlier letters explain more. */
const RANK = "XKWS";

/** Collects findings of one body; bounded however many there are. */
export class Findings {
  readonly #off: ReadonlySet<RuleId>;
  #list: Finding[] = [];

  constructor(off: ReadonlySet<RuleId> = new Set()) {
    this.#off = off;
  }

  /** Whether the finding counts: not when its rule is switched off. */
  add(rule: RuleId, code: VerifyCode, span: Span, subject = ""): boolean {
    if (this.#off.has(rule)) return false;
    this.#list.push({ rule, code, start: span.start, end: span.end, subject });
    if (this.#list.length >= COMPACT_AT) this.#list = reportable(this.#list);
    return true;
  }

  get isEmpty(): boolean {
    return this.#list.length === 0;
  }

  /** At most 50 findings by position, one a position. */
  reportable(): Finding[] {
    return reportable(this.#list);
  }
}

function reportable(list: readonly Finding[]): Finding[] {
  const sorted = [...list].sort((a, b) =>
    a.start - b.start || rank(a.rule) - rank(b.rule) || a.end - b.end
  );
  const kept: Finding[] = [];
  for (const finding of sorted) {
    if (kept.at(-1)?.start === finding.start) continue;
    kept.push(finding);
    if (kept.length === LIMITS.verifierErrors) break;
  }
  return kept;
}

function rank(rule: RuleId): number {
  return RANK.indexOf(rule[0]!) * 100 + Number(rule.slice(1));
}
