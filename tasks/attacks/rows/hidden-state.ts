/** Rows of group 05: state that hides in accepted forms. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const HIDDEN_STATE: AttackGroup = {
  number: "05",
  name: "hidden-state",
  rows: [
    row("01", "frozen-map", "VD", ["reject(verify:call-result)"], { absent: NOT_WRITTEN }),
    row("02", "map-through-data", "D", ["throws(TypeError)"], { absent: NOT_WRITTEN }),
    row("03", "regex-last-index", "D", ["inert"], { absent: NOT_WRITTEN }),
    row("04", "function-properties", "L", ["throws(TypeError)"], { absent: NOT_WRITTEN }),
    row("05", "closure-in-thunk", "D", [], { absent: NOT_WRITTEN }),
    row("06", "open-generator", "VD", ["reject(verify:call-result)"], { absent: NOT_WRITTEN }),
    row("07", "default-parameter", "L", ["inert"], { absent: NOT_WRITTEN }),
    row("08", "export-mutation", "VL", ["reject(verify:module-state)", "throws(TypeError)"], {
      absent: NOT_WRITTEN,
    }),
    row("09", "argument-smuggling", "L", ["throws(TypeError)"], { absent: NOT_WRITTEN }),
    row("10", "builder-value-state", "L", ["throws(TypeError)"], { absent: NOT_WRITTEN }),
    row("11", "intrinsic-write", "L", ["throws(TypeError)"], { absent: NOT_WRITTEN }),
    row("12", "override-mistake", "L", ["accept"], { absent: NOT_WRITTEN }),
    row("13", "template-and-symbols", "L", ["inert"], { absent: NOT_WRITTEN }),
    row("14", "weak-references", "VL", ["reject(verify:free-name)"], { absent: NOT_WRITTEN }),
    row("15", "class-statics", "D", [], { absent: NOT_WRITTEN }),
    row("16", "publication", "L", [], { absent: NOT_WRITTEN }),
  ],
};
