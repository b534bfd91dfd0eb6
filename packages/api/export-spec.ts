/** The shape of one row of the registry: what a name of a host module is to the toolchain. */
import type { HostExport, HostExportRule } from "@commonfabric/contract";

export type HostModuleName = "commonfabric" | "commonfabric/schema" | "commonfabric/cfc";

/** How the transformer treats a call. */
export type CallKind =
  | "pattern"
  | "lift"
  | "handler"
  | "action"
  | "computed"
  | "derive"
  | "render"
  | "assert"
  | "patternTool"
  | "cell-factory"
  | "cell-for"
  | "ifElse"
  | "when"
  | "unless"
  | "str"
  | "wish"
  | "generate"
  | "fetch-json"
  | "runtime-call"
  | "equals"
  | "data";

/** Where the compiler adds schemas to a call. */
export type SchemaRule =
  /** `pattern(fn, argument, result)`. */
  | "pattern"
  /** `lift(fn, argument, result, options?)`. */
  | "lift"
  /** `handler(event, state, fn, { resultSchema }?)`. */
  | "handler"
  /** Second argument, after a value that is `undefined` when there is none. */
  | "cell-content"
  /** `Cell.for(cause).asSchema(schema)`. */
  | "cell-for"
  /** Before the values: one for each, and one for the result. */
  | "choice"
  | "second-argument"
  /** Member `schema` of the record in the first argument. */
  | "options-schema"
  /** Member `rowSchema` of the record in the first argument. */
  | "options-row-schema"
  /** The call is replaced by the schema. */
  | "to-schema";

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

/** A frozen row; module, origin and core have defaults. */
export function row(
  fields: Partial<ExportSpec> & Pick<ExportSpec, "name" | "category" | "tier">,
): ExportSpec {
  return Object.freeze({ module: "commonfabric", reactiveOrigin: false, core: true, ...fields });
}
