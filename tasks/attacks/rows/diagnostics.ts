/** Rows of group 10: programs that silence or dodge diagnostics. */
import { type AttackGroup, row } from "../attack-row.ts";

export const DIAGNOSTICS: AttackGroup = {
  number: "10",
  name: "diagnostics",
  rows: [
    row("01", "silencing-comments", "V", [], {
      authored: [
        "reject(verify:free-name)",
        "reject(verify:module-state)",
        "reject(verify:new-code)",
        "reject(verify:statement)",
        "reject(verify:syntax)",
      ],
    }),
    row("02", "plain-js", "V", [
      "reject(module:dynamic-import)",
      "reject(module:mutable-binding)",
      "reject(module:reserved-name)",
      "reject(module:top-level-statement)",
      "reject(verify:free-name)",
      "reject(verify:module-this)",
      "reject(verify:mutable-binding)",
      "reject(verify:new-code)",
    ], { authored: ["reject(verify:free-name)"] }),
    row("03", "any-cast", "CV", ["reject(syntax:ambient)"], {
      authored: [
        "reject(TS2304)",
        "reject(TS2630)",
        "reject(cast-validation:double-unknown)",
        "reject(module:dynamic-import)",
        "reject(module:top-level-statement)",
        "reject(module:unsupported-initializer)",
        "reject(syntax:export-equals)",
        "reject(verify:free-name)",
        "reject(verify:module-state)",
        "reject(verify:new-code)",
      ],
    }),
    row("04", "transform-disabled", "V", [], {
      authored: [
        "accept",
        "reject(module:dynamic-import)",
        "reject(module:reserved-name)",
        "reject(verify:mutable-data)",
        "reject(verify:unhardened)",
        "throws(TypeError)",
      ],
    }),
    row("05", "reserved-names", "CV", [
      "reject(verify:reserved-name)",
      "reject(module:reserved-name)",
    ], { authored: ["accept"] }),
    row("06", "ambient-influence", "C", [
      "reject(syntax:ambient)",
      "reject(syntax:reference-directive)",
      "reject(syntax:jsx-pragma)",
    ], { authored: ["reject(TS2304)", "reject(TS2339)", "reject(module:mutable-binding)"] }),
    row("07", "raw-text", "C", ["reject(module:forbidden-text)"], { authored: ["accept"] }),
    row("08", "stem-collision", "C", [], {
      authored: ["accept", "reject(syntax:ambiguous-target)"],
    }),
    row("09", "stored-source", "C", [], {
      authored: ["accept", "reject(TS2322)", "reject(TS2578)", "reject(verify:new-code)"],
    }),
    row("10", "crashing-gate", "C", [], {
      authored: ["accept", "reject(TS2310)", "reject(TS2502)", "reject(TS2589)", "reject(TS2590)"],
    }),
    row("11", "gate-skipped", "CK", [], { authored: ["inert"] }),
    row("12", "schema-injection", "CV", [], { authored: ["accept"] }),
  ],
};
