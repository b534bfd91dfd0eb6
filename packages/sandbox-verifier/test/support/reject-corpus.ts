/** One table of bodies that each rule refuses, with the nearest body that it accepts. */
import { REJECTED_NAMES } from "./reject-names.ts";
import type { RejectRow } from "./reject-row.ts";
import { REJECTED_STATEMENTS } from "./reject-statements.ts";
import { REJECTED_TEXT } from "./reject-text.ts";
import { REJECTED_VALUES } from "./reject-values.ts";

export const REJECT_CORPUS: readonly RejectRow[] = [
  ...REJECTED_TEXT,
  ...REJECTED_NAMES,
  ...REJECTED_STATEMENTS,
  ...REJECTED_VALUES,
];
