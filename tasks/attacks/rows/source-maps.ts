/** Rows of group 14: source maps and stacks. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const SOURCE_MAPS: AttackGroup = {
  number: "14",
  name: "source-maps",
  rows: [
    row("01", "foreign-sources", "C", [], { absent: NOT_WRITTEN }),
    row("02", "contents", "C", [], { absent: NOT_WRITTEN }),
    row("03", "bad-json-vlq", "C", [], { absent: NOT_WRITTEN }),
    row("04", "out-of-range", "C", [], { absent: NOT_WRITTEN }),
    row("05", "huge", "C", [], { absent: NOT_WRITTEN }),
    row("06", "stack-injection", "C", [], { absent: NOT_WRITTEN }),
    row("07", "double-mapping", "C", [], { absent: NOT_WRITTEN }),
    row("08", "hostile-stack", "C", [], { absent: NOT_WRITTEN }),
  ],
};
