/** Rows of group 04: statements and values of the module level. */
import { type AttackGroup, NOT_WRITTEN, row } from "../attack-row.ts";

export const MODULE_GRAMMAR: AttackGroup = {
  number: "04",
  name: "module-grammar",
  rows: [
    row("01", "digit-then-object", "V", ["reject(verify:mutable-data)"], { starred: true }),
    row("02", "quote-to-quote", "V", ["reject(verify:call-result)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("03", "directive-look-alike", "V", ["reject(verify:statement)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("04", "unhardened-value", "V", ["reject(verify:unhardened)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("05", "self-state", "L", ["throws(TypeError)"], { absent: NOT_WRITTEN }),
    row("06", "annotation-comma", "V", ["reject(verify:statement)"], { absent: NOT_WRITTEN }),
    row("07", "annotation-payload", "V", ["reject(verify:statement)", "reject(verify:helper)"], {
      absent: NOT_WRITTEN,
    }),
    row("08", "default-getter", "V", ["reject(verify:statement)"], { absent: NOT_WRITTEN }),
    row(
      "09",
      "builder-value-argument",
      "V",
      ["reject(verify:value)", "reject(verify:call-result)"],
      { starred: true, absent: NOT_WRITTEN },
    ),
    row("10", "builder-callback-call", "V", ["reject(verify:callback)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("11", "function-then-call", "V", ["reject(verify:call-result)", "reject(verify:value)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("12", "helper-look-alike", "V", [
      "reject(verify:reserved-name)",
      "reject(verify:statement)",
    ], { absent: NOT_WRITTEN }),
    row("13", "helper-arms", "V", ["reject(verify:statement)", "reject(verify:reserved-name)"], {
      absent: NOT_WRITTEN,
    }),
    row("14", "reassigned-function", "V", ["reject(verify:module-state)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("15", "reassigned-import", "V", ["reject(verify:module-state)"], { absent: NOT_WRITTEN }),
    row("16", "data-argument-effects", "VL", [
      "reject(verify:module-state)",
      "reject(verify:helper)",
      "reject(verify:free-name)",
    ], { starred: true, absent: NOT_WRITTEN }),
    row("17", "let-var", "V", ["reject(verify:mutable-binding)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("18", "class", "V", ["reject(verify:class)", "reject(verify:value)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("19", "statements", "V", ["reject(verify:statement)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("20", "raw-data", "V", ["reject(verify:mutable-data)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("21", "sequence-assign", "V", ["reject(verify:value)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("22", "void-typeof-call", "V", ["reject(verify:call-result)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("23", "data-members", "VD", ["reject(verify:value)"], { absent: NOT_WRITTEN }),
    row("24", "destructured-const", "V", ["reject(verify:value)"], { absent: NOT_WRITTEN }),
    row("25", "use-before-definition", "V", ["reject(verify:use-before-definition)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row(
      "26",
      "exports-shapes",
      "V",
      ["reject(verify:exports)", "reject(verify:duplicate-export)"],
      { absent: NOT_WRITTEN },
    ),
    row("27", "export-names", "V", ["reject(verify:export-name)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("28", "default-host", "V", [
      "reject(verify:host-namespace)",
      "reject(verify:helper)",
      "reject(verify:exports)",
    ], { starred: true, absent: NOT_WRITTEN }),
    row("29", "require-shapes", "V", [
      "reject(verify:helper)",
      "reject(verify:import-not-declared)",
    ], { absent: NOT_WRITTEN }),
    row("30", "trusted-name-from-local", "V", ["reject(verify:call-result)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("31", "package-import-value", "V", ["reject(verify:package)"], {
      starred: true,
      absent: NOT_WRITTEN,
    }),
    row("32", "thunk-policy", "V", ["reject(verify:thunk)", "reject(verify:call-result)"], {
      absent: NOT_WRITTEN,
    }),
    row("33", "accept-neighbours", "V", ["accept"], { starred: true }),
  ],
};
