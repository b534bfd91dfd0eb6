/** Rows of group 11: texts, paths and edges behind an identity. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const IDENTITY: AttackGroup = {
  number: "11",
  name: "identity",
  rows: [
    row("01", "concatenation", "I", ["differ"], { absent: NOT_WRITTEN }),
    row("02", "role-mix", "I", ["differ"], { absent: NOT_WRITTEN }),
    row("03", "lone-surrogates", "I", ["reject(resolve:ill-formed)"], { absent: NOT_WRITTEN }),
    row("04", "normal-forms", "I", ["equal", "differ"], { absent: NOT_WRITTEN }),
    row("05", "line-ends", "I", ["equal"], { absent: NOT_WRITTEN }),
    row("06", "trailing-directives", "I", ["equal", "differ"], { absent: NOT_WRITTEN }),
    row("07", "sort-order", "I", ["equal"], { absent: NOT_WRITTEN }),
    row("08", "cycle-shapes", "I", ["differ"], { absent: NOT_WRITTEN }),
    row("09", "cycle-edit", "I", [], { absent: NOT_WRITTEN }),
    row("10", "siblings", "I", ["equal"], { absent: NOT_WRITTEN }),
    row("11", "type-edges", "I", ["differ"], { absent: NOT_WRITTEN }),
    row("12", "duplicate-paths", "I", ["reject(resolve:duplicate-path)"], { absent: NOT_WRITTEN }),
    row("13", "edge-lies", "IC", [], { absent: NOT_WRITTEN }),
    row("14", "spelling", "I", [], { absent: NOT_WRITTEN }),
    row("15", "toolchain-neutral", "I", ["equal"], { absent: NOT_WRITTEN }),
  ],
};
