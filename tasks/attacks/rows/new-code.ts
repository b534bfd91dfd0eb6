/** Rows of group 01: ways to new code and to the host. */
import { type AttackGroup, row } from "../attack-row.ts";

export const NEW_CODE: AttackGroup = {
  number: "01",
  name: "new-code",
  rows: [
    row("01", "import-call", "VL", ["reject(verify:text)", "reject(verify:import-token)"], {
      starred: true,
      authored: ["reject(module:dynamic-import)"],
    }),
    row("02", "import-spaced", "VL", ["reject(verify:text)", "reject(verify:import-token)"], {
      starred: true,
      authored: ["reject(module:dynamic-import)"],
    }),
    row("03", "import-meta", "VL", ["reject(verify:import-token)", "reject(verify:text)"], {
      starred: true,
      authored: ["reject(module:dynamic-import)"],
    }),
    row("04", "import-any-other", "VL", ["reject(verify:import-token)", "reject(verify:text)"], {
      starred: true,
      authored: ["reject(module:dynamic-import)"],
    }),
    row("05", "import-nested", "VL", ["reject(verify:import-token)", "reject(verify:text)"]),
    row("06", "import-after-spread", "VL", ["reject(verify:text)", "reject(verify:import-token)"]),
    row("07", "import-declaration", "V", [
      "reject(verify:import-token)",
      "reject(verify:syntax)",
      "reject(verify:text)",
    ]),
    row("08", "import-as-name", "V", [
      "reject(verify:import-token)",
      "reject(verify:text)",
      "accept",
    ], { authored: ["reject(module:forbidden-text)"] }),
    row("09", "escaped-keyword", "V", [
      "reject(verify:escaped-name)",
      "reject(verify:syntax)",
      "accept",
    ]),
    row("10", "eval-call", "VL", ["reject(verify:text)", "accept"], {
      starred: true,
      authored: ["reject(module:forbidden-text)"],
    }),
    row("11", "eval-value", "V", [
      "reject(verify:new-code)",
      "reject(verify:syntax)",
      "reject(verify:text)",
    ], {
      starred: true,
    }),
    row("12", "function-name", "V", ["reject(verify:new-code)", "accept"], {
      starred: true,
    }),
    row("13", "constructor-walk", "L", ["throws(TypeError)"]),
    row("14", "sandbox-names", "VL", ["reject(verify:new-code)"], {
      starred: true,
    }),
    row("15", "host-names", "VL", ["reject(verify:free-name)", "accept"], {
      starred: true,
    }),
    row("16", "this-walk", "L", ["inert"]),
    row("17", "caller-walk", "L", ["throws(TypeError)", "inert"]),
    row("18", "endowment-walk", "L", ["inert"]),
    row("19", "host-result-walk", "L", ["inert"]),
    row("20", "word-in-text", "CVL", ["accept"]),
    row("21", "raw-word-in-text", "VL", ["reject(verify:text)"]),
  ],
};
