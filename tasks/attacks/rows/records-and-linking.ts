/** Rows of group 08: records and links. */
import { type AttackGroup, row } from "../attack-row.ts";

export const RECORDS_AND_LINKING: AttackGroup = {
  number: "08",
  name: "records-and-linking",
  rows: [
    row("01", "missing-record", "G", ["reject(graph:missing)"]),
    row("02", "undeclared-resolution", "G", ["reject(graph:shape)", "reject(graph:missing)"]),
    row("03", "rewired-edge", "G", ["reject(graph:edge)"]),
    row("04", "host-crossing", "G", ["reject(graph:host)"]),
    row("05", "bad-keys", "G", ["reject(graph:shape)", "accept"]),
    row("06", "record-accessors", "GL", [
      "reject(graph:shape)",
      "throws(UnverifiedGraphError)",
      "throws(TypeError)",
    ]),
    row(
      "07",
      "missing-export",
      "GV",
      ["reject(graph:no-export)", "reject(verify:host-namespace)"],
      { starred: true },
    ),
    row("08", "ambiguous-star", "G", [
      "reject(graph:ambiguous-export)",
      "reject(graph:no-export)",
      "accept",
    ], { starred: true }),
    row("09", "circular-reexport", "G", [
      "reject(graph:circular-export)",
      "reject(graph:no-export)",
    ], { starred: true }),
    row("10", "cycle-hoisting", "L", ["accept"], { starred: true }),
    row("11", "cycle-const", "L", ["throws(ReferenceError)"], { starred: true }),
    row("12", "declaration-target", "G", ["reject(graph:edge)"]),
    row("13", "unverified-body", "L", [
      "reject(verify:mutable-binding)",
      "throws(UnverifiedGraphError)",
      "throws(TypeError)",
    ]),
    row("14", "throwing-module", "L", ["throws(Error)", "throws(TypeError)", "accept"]),
    row("15", "name-collision", "KL", ["differ"]),
  ],
};
