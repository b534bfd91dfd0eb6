/**
 * The exports of the host modules as one list. Nothing else decides what a name is: the resolver,
 * the verifier and the loader read the table derived from it, the transformer reads the rows.
 */
import type { HostExport, HostModule, HostTable } from "@commonfabric/contract";
import { type CallKind, type ExportSpec, row, type SchemaRule, type Tier } from "./export-spec.ts";
import type { HostModuleName } from "./export-spec.ts";
import { TYPE_ROWS } from "./type-rows.ts";

export type { CallKind, ExportSpec, SchemaRule, Tier } from "./export-spec.ts";
export type { HostModuleName } from "./export-spec.ts";

const BUILDERS: readonly ExportSpec[] = [
  row({
    name: "pattern",
    category: "builder",
    callKind: "pattern",
    schemaRule: "pattern",
    verify: { callback: { kind: "argument", index: 0 }, maxArguments: 4 },
    tier: "A",
  }),
  row({
    name: "render",
    category: "builder",
    callKind: "render",
    schemaRule: "pattern",
    verify: { callback: { kind: "argument", index: 0 }, maxArguments: 4 },
    tier: "D",
  }),
  row({
    name: "lift",
    category: "builder",
    callKind: "lift",
    schemaRule: "lift",
    verify: { callback: { kind: "first-of", count: 3 }, maxArguments: 4 },
    tier: "H",
  }),
  row({
    name: "handler",
    category: "builder",
    callKind: "handler",
    schemaRule: "handler",
    verify: { callback: { kind: "first-or", otherwise: 2 }, maxArguments: 4 },
    tier: "A",
  }),
  ...inlineBuilder("computed", "lift", "A"),
  ...inlineBuilder("action", "handler", "A"),
  ...inlineBuilder("assert", "lift", "T"),
  row({
    name: "derive",
    category: "builder",
    callKind: "derive",
    reactiveOrigin: true,
    schemaRule: "lift",
    verify: { callback: { kind: "first-or", first: 1, otherwise: 3 }, maxArguments: 4 },
    tier: "H",
  }),
  row({
    name: "multiUserTest",
    category: "builder",
    verify: { callback: { kind: "builder-record" }, maxArguments: 1 },
    tier: "T",
  }),
  // Stands in pattern bodies, where no builder may: a plain call to the compiler.
  row({
    name: "patternTool",
    category: "call",
    callKind: "patternTool",
    verify: { callback: { kind: "builder-argument" }, maxArguments: 2 },
    tier: "D",
    core: false,
  }),
];

/** A builder whose function captures; its call is the reactive value. */
function inlineBuilder(
  name: "computed" | "action" | "assert",
  schemaRule: SchemaRule,
  tier: Tier,
): ExportSpec[] {
  return [row({
    name,
    category: "builder",
    callKind: name,
    reactiveOrigin: true,
    schemaRule,
    verify: { callback: { kind: "argument", index: 0 }, maxArguments: 2 },
    tier,
  })];
}

/** `name`, `name.of`, `name.for`: the ways to make a handle. */
function cellForms(name: string, tier: Tier, core: boolean): ExportSpec[] {
  const fields = { category: "cell", reactiveOrigin: true, tier, core } as const;
  return [
    ...[name, `${name}.of`].map((form) =>
      row({ name: form, callKind: "cell-factory", schemaRule: "cell-content", ...fields })
    ),
    row({ name: `${name}.for`, callKind: "cell-for", schemaRule: "cell-for", ...fields }),
  ];
}

const SCOPED_FORMS: readonly [name: string, tier: Tier][] = [
  ["perSession", "E"],
  ["perUser", "F"],
  ["perSpace", "F"],
];

const CELLS: readonly ExportSpec[] = [
  ...(["Cell", "Writable"] as const).flatMap((name) => {
    const tier = name === "Writable" ? "A" : "D";
    return [
      ...cellForms(name, tier, true),
      row({ name: `${name}.equals`, category: "cell", callKind: "equals", tier }),
      ...SCOPED_FORMS.flatMap(([scope, at]) => cellForms(`${name}.${scope}`, at, false)),
    ];
  }),
  ...["OpaqueCell", "Stream", "ReadonlyCell", "WriteonlyCell", "ComparableCell"].flatMap((name) =>
    cellForms(name, "E", true)
  ),
  row({
    name: "cell",
    category: "cell",
    callKind: "cell-factory",
    schemaRule: "cell-content",
    reactiveOrigin: true,
    tier: "H",
  }),
];

const CHOICES: readonly [name: CallKind, tier: Tier][] = [
  ["ifElse", "B"],
  ["when", "F"],
  ["unless", "F"],
];

/** A call whose answer comes from outside: a node of the graph. */
const runtimeCall = (
  name: string,
  tier: Tier,
  callKind: CallKind = "runtime-call",
  schemaRule?: SchemaRule,
) =>
  row({
    name,
    category: "call",
    callKind,
    reactiveOrigin: true,
    ...(schemaRule === undefined ? {} : { schemaRule }),
    tier,
    core: false,
  });

const RUNTIME_CALLS: readonly ExportSpec[] = [
  runtimeCall("wish", "B", "wish", "second-argument"),
  runtimeCall("navigateTo", "C"),
  runtimeCall("generateText", "C", "generate"),
  runtimeCall("generateObject", "D", "generate", "options-schema"),
  runtimeCall("llm", "E", "generate"),
  runtimeCall("llmDialog", "E", "generate"),
  runtimeCall("streamData", "E", "generate", "options-schema"),
  runtimeCall("fetchJson", "E", "fetch-json", "options-schema"),
  runtimeCall("fetchJsonUnchecked", "F"),
  runtimeCall("fetchText", "E"),
  runtimeCall("fetchBinary", "E"),
  runtimeCall("fetchProgram", "E"),
  runtimeCall("compileAndRun", "E"),
  runtimeCall("cellFromUrl", "E"),
  runtimeCall("sqliteDatabase", "F"),
  runtimeCall("sqliteQuery", "F", "runtime-call", "options-row-schema"),
];

/** Plain helpers: data in, data out. */
const helper = (name: string, tier: Tier, pure: boolean) =>
  row({
    name,
    category: "call",
    ...(pure ? { verify: { pure: true } } : {}),
    tier,
    core: false,
  });

const CALLS: readonly ExportSpec[] = [
  row({ name: "str", category: "call", callKind: "str", reactiveOrigin: true, tier: "H" }),
  ...CHOICES.map(([name, tier]) =>
    row({
      name,
      category: "call",
      callKind: name,
      reactiveOrigin: true,
      schemaRule: "choice",
      tier,
    })
  ),
  row({ name: "equals", category: "call", callKind: "equals", tier: "C" }),
  row({ name: "toSchema", category: "call", schemaRule: "to-schema", tier: "E" }),
  helper("valueEqual", "E", true),
  helper("dataFile", "E", true),
  helper("toIndentedDebugString", "C", true),
  helper("toCompactDebugString", "E", true),
  helper("getPatternEnvironment", "D", false),
  helper("uiVariant", "F", false),
  ...RUNTIME_CALLS,
];

const DATA: readonly ExportSpec[] = ["__cf_data", "schema"].map((name) =>
  row({ name, category: "data", callKind: "data", verify: { data: true, pure: true }, tier: "D" })
);

/** Constants are inert, so module data may be computed with them. */
const constant = (name: string, tier: Tier, core: boolean) =>
  row({ name, category: "constant", verify: { pure: true }, tier, core });

const CONSTANTS: readonly ExportSpec[] = [
  ...["NAME", "UI"].map((name) => constant(name, "A", true)),
  constant("TESTS", "T", true),
  constant("TILE_UI", "D", true),
  ...["CHIP_UI", "FS", "SELF", "TYPE"].map((name) => constant(name, "E", false)),
  constant("cfSqlite", "F", false),
];

const LABELS: readonly ExportSpec[] = [
  ...["exchangeRule", "exchangeRules", "v"].map((name) => helper(name, "F", true)),
  ...["THIS_POLICY", "cfcPattern", "cfcAtom", "CFC_CONCEPT_KIND"].map((name) =>
    constant(name, "F", false)
  ),
].map((spec) => Object.freeze({ ...spec, module: "commonfabric/cfc" }));

/** Reached through the helper namespace of compiled modules only. */
const INTERNALS: readonly ExportSpec[] = [
  row({ name: "h", category: "internal", tier: "A" }),
  ...["assertCapture", "assertRecord"].map((name) =>
    row({ name, category: "internal", tier: "T" })
  ),
];

/** Every export of every host module. A name that is a value and a type has two rows. */
export const REGISTRY: readonly ExportSpec[] = Object.freeze([
  ...BUILDERS,
  ...CELLS,
  ...CALLS,
  ...DATA,
  ...CONSTANTS,
  ...LABELS,
  ...INTERNALS,
  ...TYPE_ROWS,
]);

const VALUE_ROWS: ReadonlyMap<string, ExportSpec> = new Map(
  REGISTRY.filter((spec) => spec.category !== "type").map((
    spec,
  ) => [`${spec.module}\0${spec.name}`, spec]),
);

/** The row of value `name` (`pattern`, `Cell.for`) of host module `module`, or `undefined`. */
export function exportSpec(module: string, name: string): ExportSpec | undefined {
  return VALUE_ROWS.get(`${module}\0${name}`);
}

function hostModule(name: HostModuleName): HostModule {
  const exports = new Map<string, HostExport>();
  for (const spec of REGISTRY) {
    // Static members are no exports, and the row of a value wins over the one of its type.
    if (spec.module !== name || spec.name.includes(".") || exports.has(spec.name)) continue;
    const rule = spec.verify === undefined ? {} : { verify: spec.verify };
    exports.set(spec.name, Object.freeze({ name: spec.name, category: spec.category, ...rule }));
  }
  return Object.freeze({ name, exports });
}

const HOST_MODULES = ["commonfabric", "commonfabric/schema", "commonfabric/cfc"] as const;

/** The registry as the resolver, the verifier and the loader read it. */
export const hostTable: HostTable = Object.freeze({
  modules: new Map<string, HostModule>(HOST_MODULES.map((name) => [name, hostModule(name)])),
  helpers: "commonfabric",
});
