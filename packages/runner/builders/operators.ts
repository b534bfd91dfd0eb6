/** Nodes that the runtime itself provides: conditionals, text templates, lists. */
import type { JSONSchema } from "@commonfabric/api";
import type { CellScope } from "../types.ts";
import { isPattern, isPlacedPattern } from "./artifact.ts";
import { pendingBinding } from "./bind.ts";
import { currentBuild, type PatternBuild } from "./build.ts";
import { type BuilderHost, runningAction } from "./builder-host.ts";
import { ArgumentCountError, NoGraphError } from "./errors.ts";
import type { BuiltinName, GraphModule, PatternValue } from "./graph.ts";
import { makeReference, type ReferenceOperators } from "./reference.ts";

/** The build that is running, for a form named `what`. */
export function requireBuild(what: string): PatternBuild {
  const build = currentBuild();
  if (build === undefined) throw new NoGraphError(what);
  return build;
}

export interface NodeOutput {
  readonly kind?: "cell" | "stream";
  readonly schema?: JSONSchema | undefined;
  readonly scope?: CellScope | undefined;
}

/** Adds a node to the running build and gives the reference to its output. */
export function addNode(
  what: string,
  module: GraphModule,
  inputs: unknown,
  output: NodeOutput = {},
): object {
  const build = requireBuild(what);
  const pending = pendingBinding(inputs, build);
  const cell = build.addCell(output.kind ?? "cell", {
    schema: output.schema,
    scope: output.scope,
    isHandle: false,
  });
  build.addNode(module, pending, cell);
  const place = { kind: "internal" as const, build, cell };
  return makeReference(
    { place, path: [], schema: output.schema, schemaOverride: false },
    LIST_OPERATORS,
  );
}

function builtin(name: BuiltinName): GraphModule {
  return Object.freeze({ type: "builtin", name });
}

/**
 * Refuses what cannot be applied to the elements of a list. Instances stand beside their list.
 * @throws {TypeError}
 */
export function requireElementPattern(
  name: "map" | "filter" | "flatMap",
  op: unknown,
): asserts op is PatternValue {
  if (!isPattern(op)) {
    throw new TypeError(`${name}WithPattern() expects a pattern as its first argument`);
  }
  if (!isPlacedPattern(op)) return;
  throw new TypeError(
    `${name}WithPattern() applies patterns where its list is: call inSpace() or asScope() inside ` +
      `the callback, as in list.${name}((x) => Child.inSpace("name")({ x }))`,
  );
}

/** List operators of references. The pattern that is applied travels as a graph leaf. */
export const LIST_OPERATORS: ReferenceOperators = Object.freeze({
  list(name: "map" | "filter" | "flatMap", list: object, op: unknown, params: unknown): object {
    requireElementPattern(name, op);
    return addNode(`${name}WithPattern()`, builtin(name), { list, op, params });
  },
});

/** The form with only values, or the emitted one with schemas before them. */
function valuesOf(
  name: string,
  counts: { values: number; schemas: number },
  parameters: unknown[],
): { values: unknown[]; schema: unknown } {
  const { values, schemas } = counts;
  if (parameters.length === values) return { values: parameters, schema: undefined };
  if (parameters.length !== values + schemas) {
    throw new ArgumentCountError(name, [values, values + schemas], parameters.length);
  }
  return { values: parameters.slice(schemas), schema: parameters[schemas - 1] };
}

const STRING_SCHEMA: JSONSchema = Object.freeze({ type: "string" });

/** `ifElse`, `when`, `unless` and `str`. The forms are told apart by the number of arguments. */
export function makeOperators(host: BuilderHost): Record<string, unknown> {
  const typed = (schema: unknown): NodeOutput =>
    schema === undefined ? {} : { schema: host.freezePlainData(schema) as JSONSchema };
  // Running code wants the value now: there the operators are what JavaScript makes of them.
  const chooser = (name: "when" | "unless") => (...parameters: unknown[]): unknown => {
    const { values, schema } = valuesOf(name, { values: 2, schemas: 3 }, parameters);
    const action = runningAction();
    if (action !== undefined) {
      return Boolean(action.current(values[0])) === (name === "when") ? values[1] : values[0];
    }
    const inputs = { condition: values[0], value: values[1] };
    return addNode(`${name}()`, builtin(name), inputs, typed(schema));
  };
  return {
    ifElse: (...parameters: unknown[]): unknown => {
      const { values, schema } = valuesOf("ifElse", { values: 3, schemas: 4 }, parameters);
      const action = runningAction();
      if (action !== undefined) return action.current(values[0]) ? values[1] : values[2];
      const inputs = { condition: values[0], then: values[1], else: values[2] };
      return addNode("ifElse()", builtin("ifElse"), inputs, typed(schema));
    },
    when: chooser("when"),
    unless: chooser("unless"),
    str: (strings: readonly string[], ...values: unknown[]): unknown => {
      const texts = Array.from({ length: values.length + 1 }, (_, index) => String(strings[index]));
      const action = runningAction();
      if (action !== undefined) {
        return texts.reduce((text, next, at) => `${text}${action.current(values[at - 1])}${next}`);
      }
      return addNode("str", builtin("str"), { strings: texts, values }, { schema: STRING_SCHEMA });
    },
  };
}
