/**
 * The graph of a pattern: what one run of its body describes. Graphs are frozen host objects and
 * trusted by object identity; `stored-form.ts` makes the data that documents hold.
 *
 *     argument --alias--> node.inputs --module--> node.outputs --alias--> internal cell
 *                                                                   \--> result tree
 */
import type { JSONSchema } from "@commonfabric/api";
import type { CellScope } from "../types.ts";

/** The name of an internal cell inside its piece: canonical data. */
export type PartialCause = unknown;

/** A place of the instance: `cell` is the argument, the result, or an internal cell's cause. */
export interface Alias {
  readonly $alias: {
    readonly cell: "argument" | "result" | PartialCause;
    readonly path: readonly string[];
    readonly schema?: JSONSchema;
    /** How many enclosing patterns up the place is; always absent in graphs of this builder. */
    readonly defer?: number;
  };
}

/** Data whose leaves may be aliases and pattern factories. */
export type Binding = unknown;

/** What every builder callback looks like to the host. */
export type Implementation = (...parameters: unknown[]) => unknown;

/** Scheduler hints of a lift; the compiler writes them. */
export interface LiftOptions {
  readonly completeSchedulerScopeSummary?: boolean;
  /** Paths of captured cells that the callback writes. */
  readonly materializerWriteInputPaths?: readonly (readonly string[])[];
  readonly selfContained?: boolean;
}

/** Code of a `lift` or `handler`; `factory` is the trusted artifact, for its entry ref. */
export interface JavascriptModule {
  readonly type: "javascript";
  readonly kind: "lift" | "handler";
  readonly implementation: Implementation;
  readonly factory: object;
  readonly argumentSchema?: JSONSchema;
  readonly resultSchema?: JSONSchema;
  /** Handlers only. */
  readonly eventSchema?: JSONSchema;
  readonly options?: LiftOptions;
}

/**
 * The space that a child is placed in: one with a name, that of a cell, or one of its own that its
 * address names.
 */
export type Placement =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "cell"; readonly cell: Binding }
  | { readonly kind: "own" };

/** A child: `pattern` is the trusted factory. Without a placement it is where its parent is. */
export interface PatternModule {
  readonly type: "pattern";
  readonly pattern: PatternValue;
  readonly placement?: Placement;
}

/** An operator of the runtime. */
export interface BuiltinModule {
  readonly type: "builtin";
  readonly name: BuiltinName;
}

export type BuiltinName = OperatorName | ListName | RuntimeCallName;

export type OperatorName = "ifElse" | "when" | "unless" | "str";

export type ListName = "map" | "filter" | "flatMap";

/** Calls whose answer comes from outside; both tables of `builtins/` have one entry for each. */
export type RuntimeCallName =
  | "navigateTo"
  | "wish"
  | "fetchJson"
  | "fetchJsonUnchecked"
  | "fetchText"
  | "fetchBinary"
  | "fetchProgram"
  | "streamData"
  | "generateText"
  | "generateObject"
  | "llm"
  | "llmDialog"
  | "compileAndRun";

/** Those that ask, and answer later, from nothing but their inputs. */
export type AsyncCallName = Exclude<RuntimeCallName, "wish" | "navigateTo" | "llmDialog">;

/** Copies its input to its output. */
export interface PassThroughModule {
  readonly type: "pass-through";
}

export type GraphModule = JavascriptModule | PatternModule | BuiltinModule | PassThroughModule;

export interface GraphNode {
  readonly module: GraphModule;
  readonly inputs: Binding;
  readonly outputs: Alias;
}

export interface InternalCellSpec {
  readonly partialCause: PartialCause;
  readonly schema?: JSONSchema;
  readonly kind?: "stream";
  readonly scope?: CellScope;
  /** What a new cell starts with; may hold aliases. */
  readonly initial?: Binding;
}

export interface PatternGraph {
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
  readonly result: Binding;
  readonly nodes: readonly GraphNode[];
  readonly internal: readonly InternalCellSpec[];
}

/** A pattern: the trusted factory that `pattern` returned. */
export interface PatternValue {
  (inputs?: unknown): unknown;
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
}

/** Whether a binding leaf is an alias. Only the builder makes objects with this key. */
export function isAlias(value: unknown): value is Alias {
  return typeof value === "object" && value !== null && aliases.has(value);
}

const aliases = new WeakSet<object>();

/** A frozen alias. The weak set, not the key, is what makes it one: data cannot imitate it. */
export function makeAlias(
  cell: Alias["$alias"]["cell"],
  path: readonly string[],
  schema?: JSONSchema,
): Alias {
  const alias = Object.freeze({
    $alias: Object.freeze({
      cell,
      path: Object.freeze([...path]),
      ...(schema === undefined ? {} : { schema }),
    }),
  });
  aliases.add(alias);
  return alias;
}
