/** `pattern` and `render`: a body, and the graph that one run of it gives. */
import type { JSONSchema } from "@commonfabric/api";
import {
  assertBuilderAllowed,
  markBuilderArtifact,
  noteDerivedCopy,
} from "../engine/provenance.ts";
import { currentFrame, makeFrame, runInFrame } from "../frame-powers.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { recordArtifact } from "./artifact.ts";
import { cellAlias, pendingBinding, settleBinding } from "./bind.ts";
import { type InternalCell, PatternBuild, runInBuild } from "./build.ts";
import { type ApplyOptions, type BuilderHost, runningAction } from "./builder-host.ts";
import { NotAFunctionError, UnbindableValueError } from "./errors.ts";
import { type Factory, finishFactory, optional, scopeFrom } from "./factory.ts";
import type { Binding, GraphModule, Implementation, PatternGraph, PatternValue } from "./graph.ts";
import { addNode, LIST_OPERATORS, requireBuild } from "./operators.ts";
import { placementFrom } from "./placement.ts";
import { makeReference } from "./reference.ts";
import { settleCauses } from "./settle-causes.ts";

interface Schemas {
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
}

/** The builder named `kind`; both make a pattern, a render's result is its tree. */
export function makePatternBuilder(
  host: BuilderHost,
  kind: "pattern" | "render",
): (...parameters: unknown[]) => PatternValue {
  return (callback, argumentSchema, resultSchema) => {
    assertBuilderAllowed("pattern");
    if (typeof callback !== "function") throw new NotAFunctionError(kind);
    host.hardenCallback(callback);
    const implementation = callback as Implementation;
    const schemas: Schemas = {
      argumentSchema: host.freezePlainData(argumentSchema ?? true) as JSONSchema,
      resultSchema: host.freezePlainData(resultSchema ?? true) as JSONSchema,
    };
    const graph = graphOnce(implementation, schemas);
    const make = (options: ApplyOptions): PatternValue => {
      const factory: Factory = finishFactory(
        (inputs?: unknown) => applyPattern(factory as PatternValue, inputs, options),
        {
          ...schemas,
          asScope: (next: unknown) =>
            noteDerivedCopy(make({ ...options, scope: scopeFrom(next) }), factory),
          inSpace: (space?: unknown) =>
            noteDerivedCopy(make({ ...options, placement: placementFrom(space) }), factory),
        },
      );
      const isPlaced = options.scope !== undefined || options.placement !== undefined;
      recordArtifact(factory, { kind: "pattern", graph, isPlaced });
      return factory as PatternValue;
    };
    const factory = make({});
    markBuilderArtifact(factory, { kind: "pattern", implementation, complete: () => void graph() });
    return factory;
  };
}

function applyPattern(
  pattern: PatternValue,
  inputs: unknown,
  options: ApplyOptions,
): unknown {
  const { scope, placement } = options;
  const action = runningAction();
  if (action !== undefined) return action.instantiate(pattern, inputs, options);
  const pending = placement?.kind === "cell"
    ? { ...placement, cell: pendingBinding(placement.cell, requireBuild("A pattern")) }
    : placement;
  const module = Object.freeze({
    type: "pattern" as const,
    pattern,
    ...optional("placement", pending),
  });
  return addNode("A pattern", module, inputs, {
    schema: pattern.resultSchema,
    ...optional("scope", scope),
  });
}

function settleModule(module: GraphModule): GraphModule {
  if (module.type !== "pattern" || module.placement?.kind !== "cell") return module;
  const cell = settleBinding(module.placement.cell);
  return Object.freeze({ ...module, placement: Object.freeze({ kind: "cell" as const, cell }) });
}

/** Nothing in a body depends on an instance, so it runs once per pattern value. */
function graphOnce(implementation: Implementation, schemas: Schemas): () => PatternGraph {
  let graph: PatternGraph | undefined;
  let building = false;
  return () => {
    if (graph !== undefined) return graph;
    if (building) throw new Error("The body of a pattern needs its own graph while it runs");
    building = true;
    try {
      graph = buildGraph(implementation, schemas);
    } finally {
      building = false;
    }
    return graph;
  };
}

function buildGraph(implementation: Implementation, schemas: Schemas): PatternGraph {
  const build = new PatternBuild(schemas.argumentSchema, schemas.resultSchema);
  const input = makeReference({
    place: { kind: "argument", build },
    path: [],
    schema: schemas.argumentSchema,
    schemaOverride: false,
  }, LIST_OPERATORS);
  // A body that runs while its module is loaded may make further builders, which the loader counts.
  const frame = makeFrame({
    kind: "pattern",
    code: implementation,
    ...optional("evaluation", currentFrame()?.evaluation),
  });
  const returned = runInFrame(frame, () => runInBuild(build, () => implementation(input)));
  if (returned instanceof Promise) {
    throw new UnbindableValueError([], "a promise; a pattern body is synchronous");
  }
  const result = pendingBinding(returned, build);
  settleCauses(build, result);
  return Object.freeze({
    ...schemas,
    result: settleBinding(result),
    nodes: Object.freeze(build.nodes.map((node) =>
      Object.freeze({
        module: settleModule(node.module),
        inputs: settleBinding(node.inputs),
        outputs: cellAlias(node.output),
      })
    )),
    internal: Object.freeze(build.cells.map((cell) =>
      Object.freeze({
        partialCause: cell.partialCause,
        ...optional("schema", cell.schema),
        ...(cell.kind === "stream" ? { kind: "stream" as const } : {}),
        ...optional("scope", cell.scope),
        ...optional("initial", initialOf(cell)),
      })
    )),
  });
}

/** A cell without value starts with what its schema says, so that operations such as push find it. */
function initialOf(cell: InternalCell): Binding {
  if (cell.hasInitial) return settleBinding(cell.initial);
  return cell.isHandle ? schemaNode(cell.schema).schema.default : undefined;
}
