/** Rows of group 14: source maps and stacks. */
import { type AttackGroup, row } from "../attack-row.ts";

export const SOURCE_MAPS: AttackGroup = {
  number: "14",
  name: "source-maps",
  rows: [
    row("01", "foreign-sources", "C", ["reject(map:dropped)", "accept"]),
    row("02", "contents", "C", ["accept"]),
    row("03", "bad-json-vlq", "C", ["reject(map:dropped)", "accept"]),
    row("04", "out-of-range", "C", ["reject(map:dropped)", "inert"]),
    row("05", "huge", "C", ["reject(map:dropped)"]),
    row("06", "stack-injection", "C", ["inert"]),
    row("07", "double-mapping", "C", [], {
      shownBy: [
        "packages/runner/test/esm-source-location.test.ts: an error is mapped to authored positions once",
      ],
    }),
    row("08", "hostile-stack", "C", ["inert"]),
  ],
};
