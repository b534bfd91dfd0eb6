/** Rows of group 11: texts, paths and edges behind an identity. */
import { type AttackGroup, row } from "../attack-row.ts";

export const IDENTITY: AttackGroup = {
  number: "11",
  name: "identity",
  rows: [
    row("01", "concatenation", "I", ["differ"]),
    row("02", "role-mix", "I", [
      "differ",
      "reject(closure:identity)",
      "reject(closure:kind)",
      "reject(closure:digest)",
    ]),
    row("03", "lone-surrogates", "I", ["reject(resolve:ill-formed)"]),
    row("04", "normal-forms", "I", ["equal", "differ"]),
    row("05", "line-ends", "I", ["equal", "differ"]),
    row("06", "trailing-directives", "I", ["equal", "differ"]),
    row("07", "sort-order", "I", ["equal"]),
    row("08", "cycle-shapes", "I", ["differ", "equal"]),
    row("09", "cycle-edit", "I", ["differ"]),
    row("10", "siblings", "I", ["equal", "differ"]),
    row("11", "type-edges", "I", ["differ"]),
    row("12", "duplicate-paths", "I", [
      "reject(resolve:duplicate-path)",
      "reject(closure:duplicate-path)",
    ]),
    row("13", "edge-lies", "IC", [
      "reject(closure:identity)",
      "reject(closure:edge)",
      "reject(closure:missing)",
      "reject(closure:digest)",
    ]),
    row("14", "spelling", "I", ["reject(InvalidIdentityError)", "accept"]),
    row("15", "toolchain-neutral", "I", ["equal", "differ"]),
  ],
};
