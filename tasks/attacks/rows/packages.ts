/** Rows of group 15: archives, registries and packages. */
import { type AttackGroup, row } from "../attack-row.ts";

/** Where imports of packages are refused today, rows 09, 12 and 16 have files. */
const NO_STORE = "there is no store of packages in this workspace";

export const PACKAGES: AttackGroup = {
  number: "15",
  name: "packages",
  rows: [
    row("01", "traversal", "P", [], { absent: NO_STORE }),
    row("02", "links-devices", "P", [], { absent: NO_STORE }),
    row("03", "duplicates", "P", [], { absent: NO_STORE }),
    row("04", "headers", "P", [], { absent: NO_STORE }),
    row("05", "bombs", "P", [], { absent: NO_STORE }),
    row("06", "integrity", "P", [], { absent: NO_STORE }),
    row("07", "republished", "P", [], { absent: NO_STORE }),
    row("08", "manifest-lies", "P", [], { absent: NO_STORE }),
    row("09", "names", "PI", ["reject(resolve:unresolved)", "reject(resolve:specifier)"]),
    row("10", "versions-ranges", "P", [], { absent: NO_STORE }),
    row("11", "graphs", "P", [], { absent: NO_STORE }),
    row("12", "confusion", "PI", ["reject(resolve:unresolved)", "reject(resolve:specifier)"]),
    row("13", "redirects", "P", [], { absent: NO_STORE }),
    row("14", "pins", "P", [], { absent: NO_STORE }),
    row("15", "offline", "P", [], { absent: NO_STORE }),
    row("16", "linking", "PI", ["reject(resolve:unresolved)", "reject(resolve:specifier)"]),
    row("17", "package-code", "P", [], { absent: NO_STORE }),
    row("18", "package-state", "P", [], { absent: NO_STORE }),
    row("19", "install-scripts", "P", [], { absent: NO_STORE }),
    row("20", "tree-tampering", "P", [], { absent: NO_STORE }),
    row("21", "polluted-json", "P", [], { absent: NO_STORE }),
  ],
};
