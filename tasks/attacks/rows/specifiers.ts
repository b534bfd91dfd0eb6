/** Rows of group 12: specifiers, paths, pointers. */
import { type AttackGroup, row } from "../attack-row.ts";

export const SPECIFIERS: AttackGroup = {
  number: "12",
  name: "specifiers",
  rows: [
    row("01", "dot-tricks", "I", [
      "accept",
      "reject(resolve:specifier)",
      "reject(resolve:unresolved)",
    ]),
    row("02", "escape", "I", ["reject(resolve:escape)"]),
    row("03", "backslash-percent", "I", [
      "accept",
      "reject(resolve:specifier)",
      "reject(resolve:unresolved)",
    ]),
    row("04", "schemes", "I", ["reject(resolve:specifier)", "reject(resolve:unresolved)"]),
    row("05", "internal", "I", [
      "accept",
      "reject(resolve:internal-specifier)",
      "reject(resolve:path)",
      "reject(resolve:specifier)",
      "reject(resolve:unresolved)",
    ]),
    row("06", "host-look-alike", "I", [
      "accept",
      "reject(resolve:unresolved)",
      "reject(resolve:specifier)",
    ]),
    row("07", "guessing", "I", ["reject(resolve:unresolved)"]),
    row("08", "extremes", "I", [
      "reject(resolve:specifier)",
      "reject(resolve:limit)",
      "reject(resolve:unresolved)",
      "reject(resolve:path)",
    ]),
    row("09", "symlinks", "C", ["accept", "reject(ResolverError)", "reject(absent)"]),
    row("10", "http-program", "C", ["accept", "reject(ResolverError)", "reject(absent)"]),
    row("11", "data-files", "IC", [
      "accept",
      "reject(resolve:unresolved)",
      "reject(resolve:escape)",
      "reject(resolve:specifier)",
    ]),
    row("12", "symbols", "M", [
      "accept",
      "reject(pointer:unloadable)",
      "reject(pointer:malformed)",
    ]),
    row("13", "pointer-shapes", "M", ["reject(pointer:unloadable)", "reject(pointer:malformed)"]),
    row("14", "space-ids", "S", ["reject(InvalidSpaceIdError)"]),
  ],
};
