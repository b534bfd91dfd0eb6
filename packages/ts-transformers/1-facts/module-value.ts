/**
 * The value of a module-level `const` or default export: what it is, and what the rewrite does with
 * it so that the verifier can tell.
 */
import ts from "typescript";
import { isDirectFunction, withoutAssertions } from "../walk.ts";
import { analyzeBuilderArguments } from "./builder-arguments.ts";
import type { FactsBuilder, ValueClass } from "./facts-builder.ts";
import { frozenData, reportNoData } from "./frozen-data.ts";
import { eitherClass, isDataHelperCall, isLogicalOperator, knownValue } from "./known-value.ts";

/** Decides the value of `name` and records the actions for it. */
export function moduleValue(
  facts: FactsBuilder,
  expression: ts.Expression,
  name: string,
): ValueClass {
  const node = withoutAssertions(expression);
  if (isDirectFunction(node)) {
    const own = ts.isFunctionExpression(node) && node.name !== undefined;
    facts.act(node, { kind: "harden", name: own ? undefined : name });
    return "func";
  }
  const builder = facts.provenance.builderOf(node);
  if (builder !== undefined && ts.isCallExpression(node)) {
    facts.placedBuilders.add(node);
    analyzeBuilderArguments(facts, node, builder);
    return "builder";
  }
  if (isSchemaOfType(facts, node)) {
    facts.act(node, { kind: "data" });
    return "data";
  }
  const known = knownValue(facts, node);
  if (known !== undefined) {
    if (!isDataHelperCall(facts, node)) return known;
    facts.useHelperCallee(node);
    return node.arguments.some((argument) => reportNoData(facts, argument, name))
      ? "refused"
      : known;
  }
  if (holdsFunctionOrBuilder(facts, node)) return choice(facts, node, name);
  return frozenData(facts, node, name);
}

/** `toSchema<T>()`: the compiler writes the schema in its place. */
function isSchemaOfType(facts: FactsBuilder, node: ts.Expression): boolean {
  return ts.isCallExpression(node) &&
    facts.provenance.hostValue(node.expression)?.schemaRule === "to-schema";
}

type Choice = ts.ConditionalExpression | ts.BinaryExpression;

/** Whether `node` chooses between values of which one is a function or builder, or the name of one. */
function holdsFunctionOrBuilder(facts: FactsBuilder, node: ts.Expression): node is Choice {
  const branches = branchesOf(node);
  return branches.some((branch) => {
    const inner = withoutAssertions(branch);
    const known = knownValue(facts, inner);
    return known === "func" || known === "builder" || isDirectFunction(inner) ||
      facts.provenance.builderOf(inner) !== undefined ||
      holdsFunctionOrBuilder(facts, inner);
  });
}

function branchesOf(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  return ts.isBinaryExpression(node) && isLogicalOperator(node.operatorToken.kind)
    ? [node.left, node.right]
    : [];
}

function choice(facts: FactsBuilder, node: Choice, name: string): ValueClass {
  const condition = ts.isConditionalExpression(node) ? node.condition : undefined;
  if (condition !== undefined && knownValue(facts, condition) === undefined) {
    if (moduleValue(facts, condition, name) === "refused") return "refused";
  }
  const [a, b] = branchesOf(node).map((branch) => moduleValue(facts, branch, name));
  return a === "refused" || b === "refused" ? "refused" : eitherClass(a, b) ?? "refused";
}
