/** Rows of group 04: statements and values of the module level. */
import { type AttackGroup, row } from "../attack-row.ts";

export const MODULE_GRAMMAR: AttackGroup = {
  number: "04",
  name: "module-grammar",
  rows: [
    row("01", "digit-then-object", "V", ["reject(verify:mutable-data)"], {
      starred: true,
      authored: ["accept"],
    }),
    row("02", "quote-to-quote", "V", [
      "reject(verify:call-result)",
      "reject(verify:mutable-data)",
      "reject(verify:value)",
    ], {
      starred: true,
      authored: ["accept"],
    }),
    row("03", "directive-look-alike", "V", ["reject(verify:statement)", "reject(verify:syntax)"], {
      starred: true,
      authored: ["reject(module:top-level-statement)"],
    }),
    row("04", "unhardened-value", "V", ["reject(verify:unhardened)"], {
      starred: true,
      authored: ["accept"],
    }),
    row("05", "self-state", "L", ["throws(TypeError)", "inert"]),
    row("06", "annotation-comma", "V", ["reject(verify:statement)", "reject(verify:value)"]),
    row("07", "annotation-payload", "V", ["reject(verify:statement)", "reject(verify:helper)"]),
    row("08", "default-getter", "V", ["reject(verify:statement)"]),
    row(
      "09",
      "builder-value-argument",
      "V",
      ["reject(verify:value)", "reject(verify:call-result)", "reject(verify:mutable-data)"],
      { starred: true },
    ),
    row("10", "builder-callback-call", "V", ["reject(verify:callback)", "reject(verify:syntax)"], {
      starred: true,
    }),
    row("11", "function-then-call", "V", [
      "reject(verify:call-result)",
      "reject(verify:value)",
      "reject(verify:callback)",
      "reject(verify:mutable-data)",
      "reject(verify:unhardened)",
    ], {
      starred: true,
      authored: ["accept"],
    }),
    row("12", "helper-look-alike", "V", [
      "reject(verify:reserved-name)",
      "reject(verify:statement)",
      "reject(verify:mutable-data)",
      "reject(verify:value)",
      "accept",
    ]),
    row("13", "helper-arms", "V", [
      "reject(verify:statement)",
      "reject(verify:reserved-name)",
      "reject(verify:mutable-binding)",
    ]),
    row("14", "reassigned-function", "V", [
      "reject(verify:module-state)",
      "accept",
      "reject(verify:syntax)",
    ], {
      starred: true,
    }),
    row("15", "reassigned-import", "V", ["reject(verify:module-state)", "accept"]),
    row("16", "data-argument-effects", "VL", [
      "reject(verify:module-state)",
      "reject(verify:helper)",
      "reject(verify:free-name)",
      "reject(verify:call-result)",
      "accept",
      "reject(verify:exports)",
      "reject(verify:module-this)",
      "reject(verify:new-code)",
      "throws(CapabilityError)",
      "throws(ReferenceError)",
    ], {
      starred: true,
      authored: [
        "reject(module:mutable-binding)",
        "reject(standalone-function:reactive-operation)",
        "throws(CapabilityError)",
      ],
    }),
    row("17", "let-var", "V", [
      "reject(verify:mutable-binding)",
      "reject(verify:statement)",
      "accept",
    ], {
      starred: true,
      authored: ["reject(module:mutable-binding)", "reject(verify:module-state)"],
    }),
    row("18", "class", "V", [
      "reject(verify:class)",
      "reject(verify:value)",
    ], {
      starred: true,
      authored: ["reject(module:top-level-class)"],
    }),
    row("19", "statements", "V", ["reject(verify:statement)", "reject(verify:module-state)"], {
      starred: true,
      authored: ["reject(module:top-level-statement)"],
    }),
    row("20", "raw-data", "V", ["reject(verify:mutable-data)", "reject(verify:call-result)"], {
      starred: true,
      authored: ["accept"],
    }),
    row("21", "sequence-assign", "V", ["reject(verify:value)", "reject(verify:syntax)"], {
      starred: true,
    }),
    row("22", "void-typeof-call", "V", ["reject(verify:call-result)"], {
      starred: true,
    }),
    row("23", "data-members", "VD", ["reject(verify:value)", "accept", "throws(PlainDataError)"]),
    row("24", "destructured-const", "V", ["reject(verify:value)"], { authored: ["accept"] }),
    row("25", "use-before-definition", "V", [
      "reject(verify:use-before-definition)",
      "accept",
    ], {
      starred: true,
    }),
    row(
      "26",
      "exports-shapes",
      "V",
      ["reject(verify:exports)", "reject(verify:duplicate-export)", "reject(verify:module-state)"],
    ),
    row("27", "export-names", "V", ["reject(verify:export-name)", "accept"], {
      starred: true,
      authored: ["reject(syntax:export-name)"],
    }),
    row("28", "default-host", "V", [
      "reject(verify:host-namespace)",
      "reject(verify:helper)",
      "reject(verify:exports)",
      "reject(verify:value)",
    ], {
      starred: true,
      authored: ["reject(module:reserved-name)", "reject(module:unsupported-initializer)"],
    }),
    row("29", "require-shapes", "V", [
      "reject(verify:helper)",
      "reject(verify:import-not-declared)",
    ]),
    row("30", "trusted-name-from-local", "V", [
      "reject(verify:call-result)",
      "reject(verify:value)",
    ], {
      starred: true,
      authored: ["accept"],
    }),
    row(
      "31",
      "package-import-value",
      "V",
      ["reject(verify:package)", "reject(verify:call-result)"],
      {
        starred: true,
        authored: ["reject(resolve:unresolved)"],
      },
    ),
    row("32", "thunk-policy", "V", [
      "reject(verify:thunk)",
      "reject(verify:call-result)",
      "accept",
    ]),
    row("33", "accept-neighbours", "V", ["accept"], { starred: true }),
  ],
};
