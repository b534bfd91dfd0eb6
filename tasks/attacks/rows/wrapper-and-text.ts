/** Rows of group 02: the wrapper, and the text before it is parsed. */
import { type AttackGroup, row } from "../attack-row.ts";

export const WRAPPER_AND_TEXT: AttackGroup = {
  number: "02",
  name: "wrapper-and-text",
  rows: [
    row("01", "close-wrapper", "V", ["reject(verify:syntax)"], {
      starred: true,
    }),
    row("02", "close-wrapper-comment", "V", ["reject(verify:syntax)"]),
    row("03", "trailing-line-comment", "VL", ["accept"]),
    row("04", "wrapper-keywords", "V", ["reject(verify:syntax)", "reject(verify:module-this)"], {
      starred: true,
      authored: ["reject(module:top-level-statement)"],
    }),
    row("05", "module-level-this", "V", ["reject(verify:module-this)", "accept"], {
      starred: true,
    }),
    row("06", "hashbang", "V", ["reject(verify:text)", "reject(verify:syntax)"]),
    row("07", "html-comment", "VL", ["reject(verify:text)"], {
      starred: true,
    }),
    row("08", "decrement-arrow", "C", ["accept"], { authored: ["reject(TS2365)"] }),
    row("09", "comment-line-ends", "V", ["reject(verify:text)", "accept"]),
    row("10", "control-characters", "V", ["reject(verify:text)", "reject(verify:syntax)"]),
    row("11", "lone-surrogate", "V", ["reject(verify:text)", "accept"]),
    row("12", "source-url", "V", ["reject(verify:comment)", "accept"]),
    row("13", "file-name-injection", "IL", ["reject(resolve:path)", "accept"]),
    row("14", "no-directive", "V", ["reject(verify:text)", "accept"]),
    row("15", "sloppy-only", "V", ["reject(verify:syntax)", "reject(verify:statement)"], {
      starred: true,
    }),
    row("16", "labels-debugger", "V", ["reject(verify:statement)", "accept"], {
      starred: true,
      authored: ["reject(module:top-level-statement)"],
    }),
    row("17", "parser-options", "V", ["reject(verify:syntax)", "reject(verify:import-token)"]),
    row("18", "two-strings", "L", [
      "throws(UnverifiedGraphError)",
      "reject(graph:shape)",
      "differ",
    ]),
  ],
};
