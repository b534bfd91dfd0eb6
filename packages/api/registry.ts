/**
 * The exports of the host modules as one list. Nothing else decides what a name is: the resolver,
 * the verifier and the loader read the table derived from it, the transformer reads the rows.
 */
import type { HostExportRule, HostTable } from "@commonfabric/contract";
import type { HostExport, HostModule } from "@commonfabric/contract";

export type HostModuleName = "commonfabric" | "commonfabric/schema";

/** How the transformer treats a call. */
export type CallKind =
  | "pattern"
  | "lift"
  | "handler"
  | "render"
  | "cell-factory"
  | "cell-for"
  | "ifElse"
  | "when"
  | "unless"
  | "str"
  | "equals"
  | "data";

/** Which arguments of a builder call are its schemas, and how the call is written. */
export interface SchemaRule {
  /** Argument positions that must hold a schema. */
  readonly required: readonly number[];
  /** The call as an author writes it, for messages. */
  readonly form: string;
}

/** The order in which programs come to need an export; H is headless programs, T their tests. */
export type Tier = "A" | "B" | "C" | "D" | "E" | "F" | "H" | "T";

export interface ExportSpec {
  /** `pattern`, or `Cell.for` for a static member. */
  readonly name: string;
  readonly module: HostModuleName;
  readonly category: HostExport["category"];
  readonly callKind?: CallKind;
  /** Whether a call creates a reactive value. */
  readonly reactiveOrigin: boolean;
  readonly schemaRule?: SchemaRule;
  readonly verify?: HostExportRule;
  readonly tier: Tier;
  readonly core: boolean;
}

type Row = Partial<ExportSpec> & Pick<ExportSpec, "name" | "category" | "tier">;

const row = (fields: Row): ExportSpec =>
  Object.freeze({ module: "commonfabric", reactiveOrigin: false, core: true, ...fields });

const BUILDERS: readonly ExportSpec[] = [
  row({
    name: "pattern",
    category: "builder",
    callKind: "pattern",
    schemaRule: { required: [1], form: "pattern(fn, argumentSchema, resultSchema)" },
    verify: { callback: { kind: "argument", index: 0 }, maxArguments: 4 },
    tier: "A",
  }),
  row({
    name: "render",
    category: "builder",
    callKind: "render",
    schemaRule: { required: [1], form: "render(fn, argumentSchema, resultSchema)" },
    verify: { callback: { kind: "argument", index: 0 }, maxArguments: 4 },
    tier: "D",
  }),
  row({
    name: "lift",
    category: "builder",
    callKind: "lift",
    schemaRule: { required: [1], form: "lift(fn, argumentSchema, resultSchema)" },
    verify: { callback: { kind: "first-of", count: 3 }, maxArguments: 4 },
    tier: "H",
  }),
  row({
    name: "handler",
    category: "builder",
    callKind: "handler",
    schemaRule: { required: [0, 1], form: "handler(eventSchema, stateSchema, fn)" },
    verify: { callback: { kind: "first-or", otherwise: 2 }, maxArguments: 4 },
    tier: "A",
  }),
];

const CELLS: readonly ExportSpec[] = [
  ...["Cell", "Writable"].flatMap((name): ExportSpec[] => {
    const tier = name === "Writable" ? "A" : "D";
    return [
      row({ name, category: "cell", callKind: "cell-factory", reactiveOrigin: true, tier }),
      row({
        name: `${name}.of`,
        category: "cell",
        callKind: "cell-factory",
        reactiveOrigin: true,
        tier,
      }),
      row({
        name: `${name}.for`,
        category: "cell",
        callKind: "cell-for",
        reactiveOrigin: true,
        tier,
      }),
      row({ name: `${name}.equals`, category: "cell", callKind: "equals", tier }),
    ];
  }),
  row({
    name: "cell",
    category: "cell",
    callKind: "cell-factory",
    reactiveOrigin: true,
    tier: "H",
  }),
];

const CALLS: readonly ExportSpec[] = [
  row({ name: "str", category: "call", callKind: "str", reactiveOrigin: true, tier: "H" }),
  row({ name: "ifElse", category: "call", callKind: "ifElse", reactiveOrigin: true, tier: "B" }),
  row({ name: "when", category: "call", callKind: "when", reactiveOrigin: true, tier: "F" }),
  row({ name: "unless", category: "call", callKind: "unless", reactiveOrigin: true, tier: "F" }),
  row({ name: "equals", category: "call", callKind: "equals", tier: "C" }),
  row({ name: "valueEqual", category: "call", verify: { pure: true }, tier: "E", core: false }),
  row({ name: "dataFile", category: "call", verify: { pure: true }, tier: "E", core: false }),
  row({ name: "toSchema", category: "call", tier: "E" }),
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
];

/** Reached through the helper namespace of compiled modules only. */
const INTERNALS: readonly ExportSpec[] = [row({ name: "h", category: "internal", tier: "A" })];

const TYPES: readonly ExportSpec[] = [
  ...["Default", "Cell", "Writable", "Stream", "VNode"].map((name) => ({ name, tier: "A" })),
  ...["UIRenderable", "RenderNode", "JSXElement", "Props", "UIEvent"].map((name) => ({
    name,
    tier: "B",
  })),
  ...["PerSpace", "PerUser", "PerSession", "JSONSchema", "JSONSchemaObject"].map((name) => ({
    name,
    tier: "C",
  })),
  ...[
    "Reactive",
    "OpaqueCell",
    "PatternFactory",
    "LiftFactory",
    "HandlerFactory",
    "FactoryInput",
    "HandlerState",
    "BuilderOptions",
    "RequireDefaults",
  ].map((name) => ({ name, tier: "D" })),
  ...[
    "ReadonlyCell",
    "WriteonlyCell",
    "ComparableCell",
    "AnyCell",
    "AnyBrandedCell",
    "CellScope",
    "JSONValue",
    "DeepDefault",
    "PerAny",
    "CELL_BRAND",
    "CELL_INNER_TYPE",
    "CELL_RESULT_TYPE",
  ].map((name) => ({ name, tier: "E" })),
].map(({ name, tier }) => row({ name, category: "type", tier: tier as Tier }));

const SCHEMA_TYPES: readonly ExportSpec[] = ["Schema", "SchemaWithoutCell"].map((name) =>
  row({ name, module: "commonfabric/schema", category: "type", tier: "E", core: false })
);

/** Every export of every host module. A name that is a value and a type has two rows. */
export const REGISTRY: readonly ExportSpec[] = Object.freeze([
  ...BUILDERS,
  ...CELLS,
  ...CALLS,
  ...DATA,
  ...CONSTANTS,
  ...INTERNALS,
  ...TYPES,
  ...SCHEMA_TYPES,
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

/** The registry as the resolver, the verifier and the loader read it. */
export const hostTable: HostTable = Object.freeze({
  modules: new Map<string, HostModule>(
    (["commonfabric", "commonfabric/schema"] as const).map((name) => [name, hostModule(name)]),
  ),
  helpers: "commonfabric",
});
