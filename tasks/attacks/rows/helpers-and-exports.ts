/** Rows of group 06: helpers, registration, exports, provenance. */
import { type AttackGroup, row } from "../attack-row.ts";

export const HELPERS_AND_EXPORTS: AttackGroup = {
  number: "06",
  name: "helpers-and-exports",
  rows: [
    row("01", "register-twice", "VL", [
      "reject(verify:helper)",
      "reject(verify:statement)",
      "throws(TypeError)",
    ]),
    row("02", "register-shape", "VL", [
      "reject(verify:helper)",
      "reject(verify:statement)",
      "throws(TypeError)",
    ]),
    row("03", "register-late", "L", ["throws(TypeError)"]),
    row("04", "register-then-throw", "L", ["throws(Error)", "accept"]),
    row("05", "register-unapproved", "L", ["throws(TypeError)"]),
    row("06", "write-once", "L", ["throws(TypeError)", "accept"]),
    row("07", "undeclared-export", "VL", ["reject(verify:exports)", "throws(TypeError)"]),
    row("08", "esmodule-flag", "V", ["reject(verify:statement)", "reject(verify:export-name)"]),
    row("09", "own-brand", "M", ["throws(PublicationError)", "throws(TypeError)"]),
    row("10", "forged-implref", "M", ["inert", "throws(UnregisteredCodeError)"]),
    row("11", "late-builder", "M", ["throws(BuilderContextError)"]),
    row("12", "reserved-hoist", "CVM", [
      "reject(verify:export-name)",
      "throws(ReservedExportError)",
    ], { starred: true, authored: ["reject(syntax:export-name)"] }),
    row("13", "barrel-pointer", "M", ["inert"]),
    row("14", "namespace-look-alike", "M", ["inert"]),
    row("15", "foreign-policy", "L", ["differ"]),
    row("16", "label-forgery", "MS", [
      "inert",
      "throws(ReservedCauseError)",
      "throws(ReservedKeyError)",
    ]),
  ],
};
