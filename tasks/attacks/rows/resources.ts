/** Rows of group 16: inputs that ask for too much time or memory. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const RESOURCES: AttackGroup = {
  number: "16",
  name: "resources",
  rows: [
    row("01", "depth", "CV", ["reject(verify:too-deep)", "accept", "reject(syntax:nesting)"], {
      absent: NOT_WRITTEN,
    }),
    row("02", "chains", "CV", ["reject(verify:too-deep)", "accept"], { absent: NOT_WRITTEN }),
    row("03", "stack-left", "V", ["reject(verify:too-deep)"], { absent: NOT_WRITTEN }),
    row("04", "long-tokens", "V", ["reject(verify:limit)", "accept"], { absent: NOT_WRITTEN }),
    row("05", "counts", "ICV", [
      "reject(verify:limit)",
      "reject(resolve:limit)",
      "reject(syntax:limit)",
    ], { absent: NOT_WRITTEN }),
    row("06", "sizes", "CVI", ["accept"], { absent: NOT_WRITTEN }),
    row("07", "graph-shapes", "IGLK", ["accept"], { absent: NOT_WRITTEN }),
    row("08", "own-regexes", "VGLCDIMKSP", [], { absent: NOT_WRITTEN }),
    row("09", "guest-regex", "L", [], { absent: NOT_WRITTEN }),
    row("10", "load-loop", "L", [], { absent: NOT_WRITTEN }),
    row("11", "reporter-loop", "L", [], { absent: NOT_WRITTEN }),
    row("12", "huge-values", "L", [], { absent: NOT_WRITTEN }),
    row("13", "near-stack-call", "LM", [], { absent: NOT_WRITTEN }),
    row("14", "near-heap-write", "S", [], { absent: NOT_WRITTEN }),
    row("15", "native-parsers", "C", [], { absent: NOT_WRITTEN }),
    row("16", "error-flood", "VC", [], { absent: NOT_WRITTEN }),
  ],
};
