/** Rows of group 12: specifiers, paths, pointers. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const SPECIFIERS: AttackGroup = {
  number: "12",
  name: "specifiers",
  rows: [
    row("01", "dot-tricks", "I", ["reject(resolve:specifier)", "reject(resolve:unresolved)"], {
      absent: NOT_WRITTEN,
    }),
    row("02", "escape", "I", ["reject(resolve:escape)"], { absent: NOT_WRITTEN }),
    row(
      "03",
      "backslash-percent",
      "I",
      ["reject(resolve:specifier)", "reject(resolve:unresolved)"],
      { absent: NOT_WRITTEN },
    ),
    row("04", "schemes", "I", ["reject(resolve:specifier)"], { absent: NOT_WRITTEN }),
    row("05", "internal", "I", ["reject(resolve:internal-specifier)", "reject(resolve:path)"], {
      absent: NOT_WRITTEN,
    }),
    row("06", "host-look-alike", "I", ["reject(resolve:unresolved)", "reject(resolve:specifier)"], {
      absent: NOT_WRITTEN,
    }),
    row("07", "guessing", "I", ["reject(resolve:unresolved)"], { absent: NOT_WRITTEN }),
    row("08", "extremes", "I", ["reject(resolve:specifier)", "reject(resolve:limit)"], {
      absent: NOT_WRITTEN,
    }),
    row("09", "symlinks", "C", [], { absent: NOT_WRITTEN }),
    row("10", "http-program", "C", [], { absent: NOT_WRITTEN }),
    row("11", "data-files", "IC", [], { absent: NOT_WRITTEN }),
    row("12", "symbols", "M", [], { absent: NOT_WRITTEN }),
    row("13", "pointer-shapes", "M", [], { absent: NOT_WRITTEN }),
    row("14", "space-ids", "S", [], { absent: NOT_WRITTEN }),
  ],
};
