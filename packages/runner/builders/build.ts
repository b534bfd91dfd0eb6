/**
 * One run of a pattern body: collects internal cells and nodes. A body is synchronous, so the
 * current build is a plain stack; code that continues after an `await` finds none.
 */
import type { JSONSchema } from "@commonfabric/api";
import type { CellScope } from "../types.ts";
import type { Binding, GraphModule, PartialCause } from "./graph.ts";

/** An internal cell while its pattern is being built; its cause is settled at the end. */
export class InternalCell {
  readonly build: PatternBuild;
  readonly kind: "cell" | "stream";
  schema: JSONSchema | undefined;
  scope: CellScope | undefined;
  /** Bound by a factory call of the author: a handle, as opposed to the output of a node. */
  readonly isHandle: boolean;
  initial: unknown;
  hasInitial = false;
  explicitCause: { readonly cause: PartialCause } | undefined;
  /** Top-level input keys that this whole cell is bound to. */
  readonly inputKeys: string[] = [];
  partialCause: PartialCause;

  constructor(build: PatternBuild, kind: "cell" | "stream", options: {
    schema?: JSONSchema | undefined;
    scope?: CellScope | undefined;
    isHandle: boolean;
  }) {
    this.build = build;
    this.kind = kind;
    this.schema = options.schema;
    this.scope = options.scope;
    this.isHandle = options.isHandle;
  }
}

/** A node before causes are known: its inputs still hold references. */
export interface PendingNode {
  readonly module: GraphModule;
  readonly inputs: unknown;
  readonly output: InternalCell;
}

/** What a reference leads to. */
export type Place =
  | { readonly kind: "argument" | "result"; readonly build: PatternBuild }
  | { readonly kind: "internal"; readonly build: PatternBuild; readonly cell: InternalCell };

export class PatternBuild {
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
  readonly cells: InternalCell[] = [];
  readonly nodes: PendingNode[] = [];

  constructor(argumentSchema: JSONSchema, resultSchema: JSONSchema) {
    this.argumentSchema = argumentSchema;
    this.resultSchema = resultSchema;
  }

  addCell(kind: "cell" | "stream", options: {
    schema?: JSONSchema | undefined;
    scope?: CellScope | undefined;
    isHandle: boolean;
  }): InternalCell {
    const cell = new InternalCell(this, kind, options);
    this.cells.push(cell);
    return cell;
  }

  addNode(module: GraphModule, inputs: Binding, output: InternalCell): void {
    this.nodes.push({ module, inputs, output });
  }
}

const builds: PatternBuild[] = [];

/** The build whose body runs now. */
export function currentBuild(): PatternBuild | undefined {
  return builds.at(-1);
}

/** Runs `body` as the body of `build`. */
export function runInBuild<T>(build: PatternBuild, body: () => T): T {
  builds.push(build);
  try {
    return body();
  } finally {
    builds.pop();
  }
}
