/**
 * Names of fresh values: where a value is authored gives it an identity that survives edits
 * elsewhere. Told by what the decisions made, so this runs after them.
 */
import ts from "typescript";
import type { Cause, LoweringAction } from "../../lowering.ts";
import { withoutAssertions } from "../../walk.ts";
import { typedName } from "../member-names.ts";
import type { Context } from "./context.ts";
import type { Deciding } from "./deciding.ts";
import { isJsx } from "./jsx-nodes.ts";
import { propertyText } from "./reactivity.ts";

type Segments = readonly (string | number)[];

const RESULT_ROOT = "__patternResult";

/** Names what the constant `name` of a body holds. */
export function nameDeclared(
  d: Deciding,
  name: string,
  initializer: ts.Expression,
  context: Context,
): void {
  if (context.kind === "pattern" && context.namesCauses) {
    new Causes(d, context.body, true).add(initializer, [name]);
  }
}

/** Names what a body returns. */
export function nameResult(d: Deciding, result: ts.Expression, context: Context): void {
  if (context.kind === "pattern" && context.namesCauses) {
    new Causes(d, context.body, false).add(result, [RESULT_ROOT]);
  }
}

class Causes {
  readonly #d: Deciding;
  /** Runtime calls are named as the value of a constant only. */
  readonly #isVariable: boolean;
  /** Causes of the body. */
  readonly #taken: Set<string>;
  constructor(d: Deciding, body: ts.Node | undefined, isVariable: boolean) {
    this.#d = d;
    this.#isVariable = isVariable;
    this.#taken = d.causesOf(body);
  }

  add(expression: ts.Expression, segments: Segments): void {
    const node = withoutAssertions(expression);
    if (isJsx(node)) return;
    if (ts.isObjectLiteralExpression(node)) return this.#addMembers(node, segments);
    if (ts.isArrayLiteralExpression(node)) {
      if (this.#d.facts.lowering(node) !== undefined) return this.#name(node, segments, false);
      node.elements.forEach((element, index) => this.add(element, [...segments, index]));
      return;
    }
    const freshness = this.#freshness(node);
    if (freshness !== undefined) this.#name(node, segments, freshness === "stream");
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#addArguments(node, segments);
  }

  #addMembers(node: ts.ObjectLiteralExpression, segments: Segments): void {
    if (this.#d.facts.lowering(node) !== undefined) {
      this.#name(node, segments, false);
      return;
    }
    for (const property of node.properties) {
      if (!ts.isPropertyAssignment(property)) continue;
      const { name } = property;
      const constant = ts.isComputedPropertyName(name)
        ? this.#d.provenance.hostValue(name.expression)
        : undefined;
      const { checker } = this.#d.provenance;
      const key = constant === undefined
        ? propertyText(name) ?? typedName(name, (node) => checker.getTypeAtLocation(node))
        : `$${constant.name}`;
      if (key !== undefined) this.add(property.initializer, [...segments, key]);
    }
  }

  #addArguments(node: ts.CallExpression | ts.NewExpression, segments: Segments): void {
    const action = this.#d.facts.lowering(node);
    if (action !== undefined && action.kind !== "arguments") return;
    const given = node.arguments ?? [];
    const sole = given.length === 1 ? withoutAssertions(given[0]!) : undefined;
    const isSole = sole !== undefined &&
      (ts.isObjectLiteralExpression(sole) || ts.isArrayLiteralExpression(sole));
    given.forEach((argument, index) =>
      this.add(argument, isSole ? segments : [...segments, index])
    );
  }

  /** Whether `node` makes a value of its own, and which kind. */
  #freshness(node: ts.Expression): "value" | "stream" | undefined {
    if (hasAuthoredCause(node)) return undefined;
    const action = this.#d.facts.lowering(node);
    if (action !== undefined) {
      const lowered = freshnessOf(action);
      if (lowered !== undefined) return lowered;
    }
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
    const host = this.#ofHost(node.expression);
    if (host !== undefined || !ts.isCallExpression(node)) return host;
    // A bound handler is fresh; the instance of a pattern is named by its own node.
    const callee = withoutAssertions(node.expression);
    const isQuery = ts.isPropertyAccessExpression(callee) &&
      this.#d.handles.kindOfNode(callee.expression) === "sqlite";
    if (isQuery) return this.#isVariable ? "value" : undefined;
    const factory = ts.isPropertyAccessExpression(callee) && callee.name.text === "with"
      ? callee.expression
      : callee;
    if (!this.#d.reactivity.isFactory(factory)) return undefined;
    if (this.#d.handles.isHandlerFactory(factory)) return "stream";
    return this.#d.handles.isLiftFactory(factory) ? "value" : undefined;
  }

  #ofHost(callee: ts.Expression): "value" | undefined {
    switch (this.#d.provenance.hostValue(callee)?.callKind) {
      case "cell-factory":
      case "ifElse":
      case "when":
      case "unless":
      case "wish":
      case "generate":
        return "value";
      case "fetch-json":
      case "runtime-call":
        return this.#isVariable ? "value" : undefined;
      default:
        return undefined;
    }
  }

  /** A cause that is taken in its body gets its ordinal as a further segment. */
  #unique(segments: Segments): Segments {
    const taken = this.#taken;
    let unique = segments;
    for (let n = 2; taken.has(JSON.stringify(unique)); n++) unique = [...segments, n];
    taken.add(JSON.stringify(unique));
    return unique;
  }

  #name(node: ts.Expression, segments: Segments, isStream: boolean): void {
    const cause: Cause = { segments: this.#unique(segments), isStream };
    this.#d.facts.nameCause(node, cause);
  }
}

function freshnessOf(action: LoweringAction): "value" | "stream" | undefined {
  switch (action.kind) {
    case "lifted-expression":
    case "lifted-callback":
    case "collection":
    case "control":
      return "value";
    case "handler":
      return "stream";
    default:
      return undefined;
  }
}

/** Whether the chain of `node` ends in an authored `for`. */
function hasAuthoredCause(node: ts.Expression): boolean {
  let at = withoutAssertions(node);
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) {
    if (ts.isPropertyAccessExpression(at) && at.name.text === "for") return true;
    at = withoutAssertions(at.expression);
  }
  return false;
}
