/**
 * The value of a module-level `const` or default export: what it is, and what the rewrite does with
 * it so that the verifier can tell.
 */
import ts from "typescript";
import { diagnostic } from "../diagnostics.generated.ts";
import { shortened } from "../render-diagnostic.ts";
import { isDirectFunction, withoutAssertions } from "../walk.ts";
import { analyzeBuilderArguments } from "./builder-arguments.ts";
import { dataProblem } from "./data-problems.ts";
import type { FactsBuilder, ValueClass } from "./facts-builder.ts";
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
    analyzeBuilderArguments(facts, node, builder);
    return "builder";
  }
  const known = knownValue(facts, node);
  if (known !== undefined) {
    if (!isDataHelperCall(facts, node)) return known;
    useHelperCallee(facts, node);
    return node.arguments.some((argument) => reportNoData(facts, argument, name))
      ? "refused"
      : known;
  }
  if (holdsFunctionOrBuilder(facts, node)) return choice(facts, node, name);
  return frozenData(facts, node, name);
}

/** The value as data: wrapped, unless it holds something that is none. */
export function frozenData(
  facts: FactsBuilder,
  node: ts.Expression,
  name: string,
): ValueClass {
  if (reportNoData(facts, node, name)) return "refused";
  facts.act(node, { kind: "data" });
  return "data";
}

/** Reports the first part of the value of `name` that is no data; whether there was one. */
function reportNoData(facts: FactsBuilder, node: ts.Expression, name: string): boolean {
  const problem = dataProblem(facts, node, name);
  if (problem === undefined) return false;
  switch (problem.kind) {
    case "await":
      facts.report(diagnostic.moduleTopLevelStatement(problem.node, { expr: problem.node }));
      break;
    case "class":
      facts.report(diagnostic.moduleTopLevelClass(problem.node, { name }));
      break;
    case "function":
      facts.report(diagnostic.moduleFunctionInData(problem.node, { path: problem.path }));
      break;
    case "value": {
      const { checker } = facts;
      const type = checker.typeToString(checker.getTypeAtLocation(problem.node));
      facts.report(diagnostic.moduleUnsupportedInitializer(problem.node, {
        name: problem.path,
        type: shortened(type),
        alternative: problem.why.alternative,
      }));
      break;
    }
    default:
      problem satisfies never;
  }
  return true;
}

type Choice = ts.ConditionalExpression | ts.BinaryExpression;

/** Whether `node` chooses between values of which one is a function or builder written in place. */
function holdsFunctionOrBuilder(facts: FactsBuilder, node: ts.Expression): node is Choice {
  const branches = branchesOf(node);
  return branches.some((branch) => {
    const inner = withoutAssertions(branch);
    return isDirectFunction(inner) || facts.provenance.builderOf(inner) !== undefined ||
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
    if (frozenData(facts, condition, name) === "refused") return "refused";
  }
  const [a, b] = branchesOf(node).map((branch) => moduleValue(facts, branch, name));
  return a === "refused" || b === "refused" ? "refused" : eitherClass(a, b) ?? "refused";
}

/** A helper that did not come straight from its host module is called through `__cfHelpers`. */
export function useHelperCallee(facts: FactsBuilder, call: ts.CallExpression): void {
  const spec = facts.provenance.hostValue(call.expression);
  if (spec === undefined || facts.provenance.isImportedFromHost(call.expression)) return;
  facts.act(call.expression, { kind: "helper", name: spec.name });
}
