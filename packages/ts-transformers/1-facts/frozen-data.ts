/** Module-level values that are frozen as data, and the diagnostics for those that cannot be. */
import ts from "typescript";
import { diagnostic } from "../diagnostics.generated.ts";
import { shortened } from "../render-diagnostic.ts";
import { walk } from "../walk.ts";
import { dataProblem, isLiteralData } from "./data-problems.ts";
import type { FactsBuilder, ValueClass } from "./facts-builder.ts";

/** The value as data: wrapped, unless it holds something that is none. */
export function frozenData(facts: FactsBuilder, node: ts.Expression, name: string): ValueClass {
  if (reportNoData(facts, node, name)) return "refused";
  facts.act(node, { kind: "data" });
  return "data";
}

/** Reports the first part of the value of `name` that is no data; whether there was one. */
export function reportNoData(facts: FactsBuilder, node: ts.Expression, name: string): boolean {
  const problem = dataProblem(facts, node, name);
  if (problem === undefined) {
    return !isLiteralData(facts, node) && reportBuilderName(facts, node, name);
  }
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

/** Computed data reads no builder: whether a name of one was found in `root` and reported. */
export function reportBuilderName(facts: FactsBuilder, root: ts.Node, name: string): boolean {
  let found: ts.Identifier | undefined;
  walk(root, (node) => {
    if (found !== undefined || ts.isTypeNode(node)) return false;
    if (!ts.isIdentifier(node)) return true;
    const symbol = facts.provenance.local(node);
    if (symbol !== undefined && facts.classes.get(symbol) === "builder") found = node;
    return true;
  });
  if (found === undefined) return false;
  facts.report(diagnostic.moduleUnsupportedInitializer(found, {
    name,
    type: `a computation with the builder ${found.text}`,
    alternative: "Compute it inside a function or pattern.",
  }));
  return true;
}
