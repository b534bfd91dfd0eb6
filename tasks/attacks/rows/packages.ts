/** Rows of group 15: archives, registries and packages. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const PACKAGES: AttackGroup = {
  number: "15",
  name: "packages",
  rows: [
    row("01", "traversal", "P", [], { absent: NOT_WRITTEN }),
    row("02", "links-devices", "P", [], { absent: NOT_WRITTEN }),
    row("03", "duplicates", "P", [], { absent: NOT_WRITTEN }),
    row("04", "headers", "P", [], { absent: NOT_WRITTEN }),
    row("05", "bombs", "P", [], { absent: NOT_WRITTEN }),
    row("06", "integrity", "P", [], { absent: NOT_WRITTEN }),
    row("07", "republished", "P", [], { absent: NOT_WRITTEN }),
    row("08", "manifest-lies", "P", [], { absent: NOT_WRITTEN }),
    row("09", "names", "P", [], { absent: NOT_WRITTEN }),
    row("10", "versions-ranges", "P", [], { absent: NOT_WRITTEN }),
    row("11", "graphs", "P", [], { absent: NOT_WRITTEN }),
    row("12", "confusion", "P", [], { absent: NOT_WRITTEN }),
    row("13", "redirects", "P", [], { absent: NOT_WRITTEN }),
    row("14", "pins", "P", [], { absent: NOT_WRITTEN }),
    row("15", "offline", "P", [], { absent: NOT_WRITTEN }),
    row("16", "linking", "P", [], { absent: NOT_WRITTEN }),
    row("17", "package-code", "P", [], { absent: NOT_WRITTEN }),
    row("18", "package-state", "P", [], { absent: NOT_WRITTEN }),
    row("19", "install-scripts", "P", [], { absent: NOT_WRITTEN }),
    row("20", "tree-tampering", "P", [], { absent: NOT_WRITTEN }),
    row("21", "polluted-json", "P", [], { absent: NOT_WRITTEN }),
  ],
};
