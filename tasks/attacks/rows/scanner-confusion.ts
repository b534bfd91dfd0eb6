/** Rows of group 03: places in which scanners lose their way. */
import { type AttackGroup, row } from "../attack-row.ts";

export const SCANNER_CONFUSION: AttackGroup = {
  number: "03",
  name: "scanner-confusion",
  rows: [
    row("01", "regex-after-paren", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
    ]),
    row("02", "regex-after-brace", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:module-state)",
    ]),
    row("03", "regex-after-keyword", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:free-name)",
      "reject(verify:module-state)",
    ]),
    row("04", "regex-after-contextual", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:module-state)",
    ]),
    row("05", "regex-body", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
    ]),
    row("06", "template-nesting", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
    ]),
    row("07", "comments-and-strings", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
    ]),
    row("08", "automatic-semicolons", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:syntax)",
    ]),
    row("09", "white-space", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:syntax)",
      "reject(verify:text)",
    ]),
    row("10", "numbers-and-marks", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:syntax)",
    ]),
    row("11", "keyword-names", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:syntax)",
    ]),
    row("12", "identifiers", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:escaped-name)",
      "reject(verify:free-name)",
      "reject(verify:module-state)",
      "reject(verify:syntax)",
    ]),
    row("13", "arrows-and-classes", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:syntax)",
      "reject(verify:unhardened)",
    ]),
  ],
};
