/** Rows of group 08: records and links. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const RECORDS_AND_LINKING: AttackGroup = {
  number: "08",
  name: "records-and-linking",
  rows: [
    row("01", "missing-record", "G", ["reject(graph:missing)"], { absent: NOT_WRITTEN }),
    row("02", "undeclared-resolution", "G", ["reject(graph:shape)", "reject(graph:missing)"], {
      absent: NOT_WRITTEN,
    }),
    row("03", "rewired-edge", "G", ["reject(graph:edge)"], { absent: NOT_WRITTEN }),
    row("04", "host-crossing", "G", ["reject(graph:host)"], { absent: NOT_WRITTEN }),
    row("05", "bad-keys", "G", ["reject(graph:shape)"], { absent: NOT_WRITTEN }),
    row("06", "record-accessors", "GL", ["reject(graph:shape)"], { absent: NOT_WRITTEN }),
    row("07", "missing-export", "G", ["reject(graph:no-export)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("08", "ambiguous-star", "G", ["reject(graph:ambiguous-export)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("09", "circular-reexport", "G", ["reject(graph:circular-export)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("10", "cycle-hoisting", "L", ["accept"], { starred: true, absent: NOT_WRITTEN }),
    row("11", "cycle-const", "L", ["throws(ReferenceError)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("12", "declaration-target", "G", ["reject(graph:edge)"], { absent: NOT_WRITTEN }),
    row("13", "unverified-body", "L", [], { absent: NOT_WRITTEN }),
    row("14", "throwing-module", "L", [], { absent: NOT_WRITTEN }),
    row("15", "name-collision", "KL", ["differ"], { absent: NOT_WRITTEN }),
  ],
};
