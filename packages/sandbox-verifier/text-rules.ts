/** The text rules X1 to X5: what is refused before anything is parsed. */
import { unpairedSurrogateOffset, utf8Length } from "@commonfabric/canonical";
import { LIMITS, REFUSED_TEXT } from "@commonfabric/contract";
import type { RefusedText } from "@commonfabric/contract";
import { LIMIT_TEXTS } from "./messages.ts";
import type { Findings } from "./rules.ts";

/** How every body begins. */
export const DIRECTIVE = '"use strict"';

const WHAT: Readonly<Record<RefusedText["what"], string>> = {
  "control-character": "a control character.",
  "html-comment": "an HTML-like comment.",
  "import-call": `the word "import" before a parenthesis or comment.`,
  "import-member-call": `the word "import" with a member that is called.`,
  "eval-call": `the word "eval" before a parenthesis or comment.`,
};

/** Adds what the text rules refuse in `body`. A body that is too large is looked at no further. */
export function checkText(body: string, findings: Findings): void {
  if (isTooLarge(body)) {
    findings.add("X1", "verify:limit", { start: 0, end: 0 }, LIMIT_TEXTS.bodyBytes);
    return;
  }
  const surrogate = unpairedSurrogateOffset(body);
  if (surrogate >= 0) {
    const span = { start: surrogate, end: surrogate + 1 };
    findings.add("X2", "verify:text", span, "an unpaired surrogate.");
  }
  if (!body.startsWith(DIRECTIVE)) {
    findings.add("X5", "verify:text", { start: 0, end: 1 }, `it does not start with ${DIRECTIVE}.`);
  }
  for (const { what, pattern } of REFUSED_TEXT) {
    pattern.lastIndex = 0;
    const match = pattern.exec(body);
    if (match === null) continue;
    const span = { start: match.index, end: match.index + match[0].length };
    findings.add(what === "control-character" ? "X3" : "X4", "verify:text", span, WHAT[what]);
  }
}

function isTooLarge(body: string): boolean {
  if (body.length > LIMITS.bodyBytes) return true;
  return body.length * 3 > LIMITS.bodyBytes && utf8Length(body) > LIMITS.bodyBytes;
}
