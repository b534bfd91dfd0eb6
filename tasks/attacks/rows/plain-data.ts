/** Rows of group 07: values that go through the doors of plain data. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const PLAIN_DATA: AttackGroup = {
  number: "07",
  name: "plain-data",
  rows: [
    row("01", "accessor", "D", [], { absent: NOT_WRITTEN }),
    row("02", "proxy", "D", [], { absent: NOT_WRITTEN }),
    row("03", "thenable", "D", [], { absent: NOT_WRITTEN }),
    row("04", "conversion-hooks", "D", [], { absent: NOT_WRITTEN }),
    row("05", "proto-keys", "D", [], { absent: NOT_WRITTEN }),
    row("06", "foreign-prototype", "D", [], { absent: NOT_WRITTEN }),
    row("07", "integer-keys", "D", ["accept"], { absent: NOT_WRITTEN }),
    row("08", "sparse-array", "D", [], { absent: NOT_WRITTEN }),
    row("09", "numbers", "D", [], { absent: NOT_WRITTEN }),
    row("10", "strings", "D", [], { absent: NOT_WRITTEN }),
    row("11", "cycles", "D", [], { absent: NOT_WRITTEN }),
    row("12", "depth-and-size", "D", ["accept"], { absent: NOT_WRITTEN }),
    row("13", "exotic", "D", [], { absent: NOT_WRITTEN }),
    row("14", "reserved-keys", "D", [], { absent: NOT_WRITTEN }),
    row("15", "mutate-during-check", "D", ["inert"], { absent: NOT_WRITTEN }),
  ],
};
