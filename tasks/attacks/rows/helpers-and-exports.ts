/** Rows of group 06: helpers, registration, exports, provenance. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const HELPERS_AND_EXPORTS: AttackGroup = {
  number: "06",
  name: "helpers-and-exports",
  rows: [
    row("01", "register-twice", "VL", ["reject(verify:helper)", "reject(verify:statement)"], {
      absent: NOT_WRITTEN,
    }),
    row("02", "register-shape", "V", ["reject(verify:helper)", "reject(verify:statement)"], {
      absent: NOT_WRITTEN,
    }),
    row("03", "register-late", "L", [], { absent: NOT_WRITTEN }),
    row("04", "register-then-throw", "L", [], { absent: NOT_WRITTEN }),
    row("05", "register-unapproved", "L", [], { absent: NOT_WRITTEN }),
    row("06", "write-once", "L", ["throws(TypeError)"], { absent: NOT_WRITTEN }),
    row("07", "undeclared-export", "VL", ["reject(verify:exports)"], { absent: NOT_WRITTEN }),
    row("08", "esmodule-flag", "V", ["reject(verify:statement)", "reject(verify:export-name)"], {
      absent: NOT_WRITTEN,
    }),
    row("09", "own-brand", "M", [], { absent: NOT_WRITTEN }),
    row("10", "forged-implref", "M", ["equal"], { absent: NOT_WRITTEN }),
    row("11", "late-builder", "M", [], { absent: NOT_WRITTEN }),
    row(
      "12",
      "reserved-hoist",
      "CVM",
      ["reject(verify:export-name)", "reject(syntax:export-name)"],
      { starred: true, absent: NOT_WRITTEN },
    ),
    row("13", "barrel-pointer", "M", [], { absent: NOT_WRITTEN }),
    row("14", "namespace-look-alike", "M", [], { absent: NOT_WRITTEN }),
    row("15", "foreign-policy", "L", [], { absent: NOT_WRITTEN }),
    row("16", "label-forgery", "MS", [], { absent: NOT_WRITTEN }),
  ],
};
