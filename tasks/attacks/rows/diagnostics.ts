/** Rows of group 10: programs that silence or dodge diagnostics. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const DIAGNOSTICS: AttackGroup = {
  number: "10",
  name: "diagnostics",
  rows: [
    row("01", "silencing-comments", "V", [], { absent: NOT_WRITTEN }),
    row("02", "plain-js", "V", [], { absent: NOT_WRITTEN }),
    row("03", "any-cast", "CV", ["reject(syntax:ambient)"], { absent: NOT_WRITTEN }),
    row("04", "transform-disabled", "V", [], { absent: NOT_WRITTEN }),
    row("05", "reserved-names", "CV", [
      "reject(verify:reserved-name)",
      "reject(module:reserved-name)",
    ], { absent: NOT_WRITTEN }),
    row("06", "ambient-influence", "C", [
      "reject(syntax:ambient)",
      "reject(syntax:reference-directive)",
      "reject(syntax:jsx-pragma)",
    ], { absent: NOT_WRITTEN }),
    row("07", "raw-text", "C", ["reject(module:forbidden-text)"], { absent: NOT_WRITTEN }),
    row("08", "stem-collision", "C", [], { absent: NOT_WRITTEN }),
    row("09", "stored-source", "C", [], { absent: NOT_WRITTEN }),
    row("10", "crashing-gate", "C", [], { absent: NOT_WRITTEN }),
    row("11", "gate-skipped", "CK", [], { absent: NOT_WRITTEN }),
    row("12", "schema-injection", "CV", [], { absent: NOT_WRITTEN }),
  ],
};
