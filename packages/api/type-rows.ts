/** The registry's rows of types. */
import { type ExportSpec, type HostModuleName, row, type Tier } from "./export-spec.ts";

interface TypeNames {
  readonly tier: Tier;
  readonly core: boolean;
  readonly names: readonly string[];
  readonly module?: HostModuleName;
}

const LABEL_TYPES = [
  "Cfc",
  "CfcAtom",
  "Confidential",
  "Integrity",
  "AddIntegrity",
  "RequiresIntegrity",
  "MaxConfidentiality",
  "WriteAuthorizedBy",
  "PolicyOf",
  "AnyOf",
  "TrustedActionWrite",
  "TrustedActionWriteWithIntegrity",
  "TrustedActionUiContract",
  "RepresentsCurrentUser",
  "AuthoredByCurrentUser",
  "CurrentPrincipal",
] as const;

const GROUPS: readonly TypeNames[] = [
  { tier: "A", core: true, names: ["Default", "Cell", "Writable", "Stream", "VNode"] },
  { tier: "T", core: true, names: ["TestStep", "AssertRecord"] },
  { tier: "B", core: false, names: ["WishState"] },
  {
    tier: "B",
    core: true,
    names: ["UIRenderable", "RenderNode", "JSXElement", "Props", "UIEvent"],
  },
  {
    tier: "C",
    core: true,
    names: ["PerSpace", "PerUser", "PerSession", "JSONSchema", "JSONSchemaObject"],
  },
  {
    tier: "D",
    core: true,
    names: [
      "Reactive",
      "OpaqueCell",
      "PatternFactory",
      "LiftFactory",
      "HandlerFactory",
      "FactoryInput",
      "HandlerState",
      "BuilderOptions",
      "RequireDefaults",
    ],
  },
  {
    tier: "D",
    core: false,
    names: [
      "PatternToolResult",
      "BuiltInLLMMessage",
      "BuiltInLLMContent",
      "BuiltInLLMTool",
      "ImageData",
    ],
  },
  {
    tier: "E",
    core: true,
    names: [
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
    ],
  },
  { tier: "E", core: false, names: ["DID", "FabricBytes", "FrameworkProvided"] },
  { tier: "F", core: false, names: ["SqliteDb", ...LABEL_TYPES] },
  { tier: "F", core: false, names: LABEL_TYPES, module: "commonfabric/cfc" },
  { tier: "E", core: false, names: ["Schema", "SchemaWithoutCell"], module: "commonfabric/schema" },
];

/** A row for every exported type. */
export const TYPE_ROWS: readonly ExportSpec[] = GROUPS.flatMap(({ names, ...fields }) =>
  names.map((name) => row({ name, category: "type", ...fields }))
);
