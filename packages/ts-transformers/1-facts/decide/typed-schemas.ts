/** Schemas from checked types, narrowed by what capability analysis found. */
import ts from "typescript";
import type { JSONSchema } from "@commonfabric/api";
import {
  joinProjections,
  type Projection,
  type SchemaGenerator,
  type SchemaMode,
} from "@commonfabric/schema-generator";
import type { DirectFunction, LiftOptions } from "../../lowering.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import type { CapabilityAnalysis } from "../capability/capability-analysis.ts";
import { isExact } from "../capability/capability-of.ts";
import { projectionOf } from "../capability/projection-of.ts";
import { NO_FACTS } from "../capability/root-facts.ts";
import { type Path, pathKey, type RootSummary } from "../capability/summary.ts";
import type { Captures } from "./captures.ts";
import { recordSchema } from "./record-schema.ts";
import type {
  BodySchemas,
  HandlerSchemas,
  LiftSchemas,
  ListCallback,
  SchemaSource,
} from "./schema-source.ts";

export class TypedSchemas implements SchemaSource {
  readonly #checker: ts.TypeChecker;
  readonly #generator: SchemaGenerator;
  readonly #capability: CapabilityAnalysis;
  constructor(
    checker: ts.TypeChecker,
    generator: SchemaGenerator,
    capability: CapabilityAnalysis,
  ) {
    this.#checker = checker;
    this.#generator = generator;
    this.#capability = capability;
  }

  pattern(call: ts.CallExpression): BodySchemas {
    const [input, output] = call.typeArguments ?? [];
    const callback = functionOf(call.arguments[0]);
    const parameter = callback?.parameters[0];
    const argument = input !== undefined
      ? this.#ofNode(input, "defaults-only")
      : this.#ofParameter(parameter, "defaults-only");
    const result = output !== undefined
      ? this.#ofNode(output, "defaults-only")
      : callback === undefined
      ? true
      : this.callbackResult(callback);
    return { argument, result };
  }

  lift(call: ts.CallExpression): BodySchemas & { readonly options: LiftOptions } {
    const [input, output] = call.typeArguments ?? [];
    const callback = functionOf(call.arguments[0]);
    if (callback === undefined) {
      const type = this.#checker.getTypeAtLocation(call.arguments[0]!);
      const [signature] = type.getCallSignatures();
      return {
        options: {},
        argument: input === undefined ? true : this.#ofNode(input, "full"),
        result: output !== undefined
          ? this.#ofNode(output, "full")
          : signature === undefined
          ? true
          : this.#generate(signature.getReturnType(), call, { widen: true }),
      };
    }
    const { roots: [root], recursive } = this.#capability.ofFunction(callback);
    const projection = root === undefined ? undefined : projectionOf(root, "full");
    const written = root === undefined ? [] : writtenHandles(root);
    return {
      options: liftOptions(!recursive && (root === undefined || isExact(root)), written),
      argument: input !== undefined
        ? this.#ofNode(input, "full", projection)
        : this.#ofParameter(callback.parameters[0], "full", projection),
      result: output === undefined ? this.callbackResult(callback) : this.#ofNode(output, "full"),
    };
  }

  handler(call: ts.CallExpression): HandlerSchemas {
    const [event, state, result] = call.typeArguments ?? [];
    const callback = functionOf(call.arguments[0]);
    const roots = callback === undefined ? [] : this.#capability.ofFunction(callback).roots;
    const [ofEvent, ofState] = roots.map((root, index) =>
      projectionOf(root, index === 0 ? "contract" : "full")
    );
    return {
      event: event === undefined
        ? this.#ofParameter(callback?.parameters[0], "contract", ofEvent)
        : this.#ofNode(event, "contract", ofEvent),
      state: state === undefined
        ? this.#ofParameter(callback?.parameters[1], "full", ofState)
        : this.#ofNode(state, "full", ofState),
      result: result === undefined ? undefined : this.#ofNode(result, "full"),
    };
  }

  cellContent(call: ts.CallExpression | ts.NewExpression): JSONSchema {
    const [content] = call.typeArguments ?? [];
    if (content !== undefined) return this.#ofNode(content, "full");
    const type = this.#checker.getTypeAtLocation(call);
    return this.#generate(this.#inner(type) ?? type, call, { widen: true });
  }

  typeArgument(call: ts.CallExpression): JSONSchema | undefined {
    const [type] = call.typeArguments ?? [];
    return type === undefined ? undefined : this.#ofNode(type, "full");
  }

  toSchema(call: ts.CallExpression): JSONSchema {
    return this.typeArgument(call) ?? true;
  }

  expression(node: ts.Expression): JSONSchema {
    return this.#generate(this.#checker.getTypeAtLocation(node), node, { widen: true });
  }

  condition(node: ts.Expression): JSONSchema {
    return this.expression(node);
  }

  callbackResult(callback: DirectFunction): JSONSchema {
    const signature = this.#checker.getSignatureFromDeclaration(callback);
    return signature === undefined
      ? true
      : this.#generate(signature.getReturnType(), callback, { widen: true });
  }

  captured(captures: Captures, region: ts.Node): LiftSchemas {
    return {
      schema: recordSchema(this.#capturedMembers(captures, region)),
      options: this.#options(captures, region),
    };
  }

  /** What the scheduler may rely on: that nothing else is read, and which captured cells are written. */
  #options(captures: Captures, region: ts.Node): LiftOptions {
    const symbols = captures.roots.map(({ symbol }) => symbol);
    const summaries = [...this.#capability.ofRegion(region, symbols).values()];
    const isComplete = !this.#capability.isRecursive(region) && summaries.every(isExact);
    const written = captures.roots.flatMap(({ name }, index) =>
      writtenHandles(summaries[index]!).map((path) => [name, ...path])
    );
    return liftOptions(isComplete, written);
  }

  #capturedMembers(
    captures: Captures,
    region: ts.Node,
    inner: readonly ts.Node[] = [],
  ): [string, JSONSchema][] {
    const symbols = captures.roots.map(({ symbol }) => symbol);
    const summaries = [region, ...inner].map((node) => this.#capability.ofRegion(node, symbols));
    return captures.roots.map(({ name, symbol, identifier }) => [
      name,
      this.#generate(this.#checker.getTypeOfSymbol(symbol), identifier, {
        projection: summaries.map((found) => found.get(symbol)!)
          .filter((found, index) => index === 0 || found !== NO_FACTS)
          .map((found) => projectionOf(found, "full"))
          .reduce(joinProjections),
        widen: true,
      }),
    ]);
  }

  derived(
    call: ts.CallExpression,
    callback: DirectFunction,
    captures: Captures,
    key: string | undefined,
  ): LiftSchemas {
    const [input] = call.arguments;
    const [parameter] = callback.parameters;
    const [root] = this.#capability.ofFunction(callback).roots;
    const projection = root === undefined ? undefined : projectionOf(root, "full");
    // The callback gets data: its parameter says what of, also where the input is a handle.
    const schema = parameter === undefined
      ? this.#generate(this.#checker.getTypeAtLocation(input!), input!, { widen: true })
      : this.#ofParameter(parameter, "full", projection);
    const options = this.#options(captures, callback);
    if (key === undefined) return { schema, options: {} };
    const members = this.#capturedMembers(captures, callback);
    return { schema: recordSchema([[key, schema], ...members]), options };
  }

  event(callback: DirectFunction, call: ts.CallExpression | undefined): JSONSchema {
    const [type] = call?.typeArguments ?? [];
    if (type !== undefined) return this.#ofNode(type, "contract");
    return this.#ofParameter(callback.parameters[0], "contract");
  }

  namedEvent(callback: ts.Expression, call: ts.CallExpression | undefined): JSONSchema {
    const [type] = call?.typeArguments ?? [];
    if (type !== undefined) return this.#ofNode(type, "contract");
    const [signature] = this.#checker.getTypeAtLocation(callback).getCallSignatures();
    const parameter = signature?.parameters[0];
    if (parameter === undefined) return false;
    return this.#generate(this.#checker.getTypeOfSymbol(parameter), callback, {
      mode: "contract",
      boundary: true,
    });
  }

  eventResult(call: ts.CallExpression): JSONSchema | undefined {
    const [, result] = call.typeArguments ?? [];
    return result === undefined ? undefined : this.#ofNode(result, "full");
  }

  list({ receiver, callback, captures, inner }: ListCallback): BodySchemas {
    const type = this.#checker.getNonNullableType(this.#checker.getTypeAtLocation(receiver));
    const array = this.#checker.getNonNullableType(this.#inner(type) ?? type);
    const element = this.#checker.getIndexTypeOfType(array, ts.IndexKind.Number);
    const members: [string, JSONSchema][] = [
      [
        "element",
        element === undefined ? true : this.#generate(element, receiver, {
          mode: "defaults-only",
        }),
      ],
    ];
    const [, index, all] = callback.parameters;
    if (index !== undefined) members.push(["index", { type: "number" }]);
    if (all !== undefined) {
      members.push(["array", this.#generate(array, receiver, { mode: "defaults-only" })]);
    }
    const required = ["element"];
    if (captures.roots.length > 0) {
      members.push(["params", recordSchema(this.#capturedMembers(captures, callback, inner))]);
      required.push("params");
    }
    return { argument: recordSchema(members, required), result: this.callbackResult(callback) };
  }

  /** The content type of a handle. */
  #inner(type: ts.Type): ts.Type | undefined {
    const property = this.#checker.getPropertiesOfType(type).find(({ name }) =>
      name.startsWith("__@CELL_INNER_TYPE@")
    );
    return property === undefined ? undefined : this.#checker.getTypeOfSymbol(property);
  }

  #ofNode(node: ts.TypeNode, mode: SchemaMode, projection?: Projection): JSONSchema {
    const type = this.#checker.getTypeFromTypeNode(node);
    return this.#generate(type, node, { typeNode: node, mode, projection, boundary: true });
  }

  #ofParameter(
    parameter: ts.ParameterDeclaration | undefined,
    mode: SchemaMode,
    projection?: Projection,
  ): JSONSchema {
    if (parameter === undefined) return false;
    if (parameter.type !== undefined) return this.#ofNode(parameter.type, mode, projection);
    if (ts.isIdentifier(parameter.name) && parameter.name.text.startsWith("_")) return false;
    const type = this.#checker.getTypeAtLocation(parameter);
    return this.#generate(type, parameter, { mode, projection, boundary: true });
  }

  #generate(
    type: ts.Type,
    at: ts.Node,
    options: {
      readonly projection?: Projection | undefined;
      readonly widen?: boolean;
      readonly boundary?: boolean;
      readonly mode?: SchemaMode;
      readonly typeNode?: ts.TypeNode;
    },
  ): JSONSchema {
    return this.#generator.generate({ type, at, ...options }).schema;
  }
}

function liftOptions(isComplete: boolean, written: readonly Path[]): LiftOptions {
  return {
    ...(isComplete ? { completeSchedulerScopeSummary: true } : {}),
    ...(written.length === 0 ? {} : { materializerWriteInputPaths: written }),
  };
}

/** Paths of handles that are written, up to the first element of a list. */
function writtenHandles(root: RootSummary): readonly Path[] {
  const paths = [...root.handleWrites, ...root.unverified].map((path) => {
    const list = path.indexOf("*");
    return list < 0 ? path : path.slice(0, list);
  });
  return paths.filter((path, index) =>
    paths.findIndex((other) => pathKey(other) === pathKey(path)) === index
  );
}

function functionOf(argument: ts.Expression | undefined): DirectFunction | undefined {
  const node = argument === undefined ? undefined : withoutAssertions(argument);
  return node !== undefined && isDirectFunction(node) ? node : undefined;
}
