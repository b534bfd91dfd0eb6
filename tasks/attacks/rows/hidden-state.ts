/** Rows of group 05: state that hides in accepted forms. */
import { type AttackGroup, row } from "../attack-row.ts";

export const HIDDEN_STATE: AttackGroup = {
  number: "05",
  name: "hidden-state",
  rows: [
    row("01", "frozen-map", "VD", [
      "reject(verify:call-result)",
      "throws(TypeError)",
      "throws(PlainDataError)",
    ]),
    row("02", "map-through-data", "D", ["throws(TypeError)"]),
    row("03", "regex-last-index", "VD", [
      "inert",
      "throws(PlainDataError)",
      "reject(verify:value)",
    ]),
    row("04", "function-properties", "L", ["throws(TypeError)", "inert"]),
    row("05", "closure-in-thunk", "D", ["throws(PlainDataError)"]),
    row("06", "open-generator", "VD", ["reject(verify:call-result)", "throws(PlainDataError)"], {
      authored: ["reject(module:unsupported-initializer)"],
    }),
    row("07", "default-parameter", "L", ["inert"]),
    row("08", "export-mutation", "VL", [
      "reject(verify:module-state)",
      "reject(verify:exports)",
      "throws(TypeError)",
    ]),
    row("09", "argument-smuggling", "L", ["throws(TypeError)"]),
    row("10", "builder-value-state", "L", ["throws(TypeError)"]),
    row("11", "intrinsic-write", "L", ["throws(TypeError)"]),
    row("12", "override-mistake", "L", ["accept"]),
    row("13", "template-and-symbols", "L", ["inert"]),
    row("14", "weak-references", "VLD", ["reject(verify:free-name)", "throws(PlainDataError)"], {
      authored: ["reject(module:unsupported-initializer)"],
    }),
    row("15", "class-statics", "D", ["throws(PlainDataError)"], {
      authored: ["reject(module:unsupported-initializer)"],
    }),
    row("16", "publication", "L", ["throws(PublicationError)", "throws(TypeError)", "accept"]),
  ],
};
