/** Top-level destructuring: paths into a temporary, or a snapshot where paths are not exact. */
import ts from "typescript";
import { diagnostic } from "../diagnostics.generated.ts";
import type { BoundPath, DeclaratorPlan } from "../types.ts";
import { hasModifier, isDirectFunction, walk, withoutAssertions } from "../walk.ts";
import type { FactsBuilder } from "./facts-builder.ts";
import { isLogicalOperator, knownValue } from "./known-value.ts";
import { reportBuilderName, reportNoData } from "./frozen-data.ts";
import { moduleValue } from "./module-value.ts";

/** Plans `const <pattern> = <initializer>`. */
export function destructuringPlan(
  facts: FactsBuilder,
  declaration: ts.VariableDeclaration,
  pattern: ts.BindingPattern,
  initializer: ts.Expression,
): DeclaratorPlan {
  const temporary = facts.nextTemporary();
  // The verifier reads paths of data and of references, not of primitives and functions.
  const known = knownValue(facts, initializer);
  const hasPaths = known === "ref" || known === "data" ||
    (known === undefined && !isFunctionOrBuilder(facts, initializer));
  const bound = hasPaths ? boundPaths(facts, pattern) : undefined;
  if (bound !== undefined) {
    moduleValue(facts, initializer, pattern.getText(facts.file));
    for (const { name } of bound) facts.setClass(name, "ref");
    return { kind: "paths", declaration, temporary, bound };
  }
  const names = boundNames(pattern);
  reportDefaultsThatReadExports(facts, declaration, pattern, names);
  // The snapshot freezes what it binds; what the initialiser holds beside that does not matter.
  if (ts.isAwaitExpression(initializer)) reportNoData(facts, initializer, "await");
  else reportBuilderName(facts, declaration, pattern.getText(facts.file));
  for (const name of names) facts.setClass(name, "ref");
  return { kind: "snapshot", declaration, temporary, names };
}

/** Also when it is one of the values that `? :` or a logical operator chooses between. */
function isFunctionOrBuilder(facts: FactsBuilder, expression: ts.Expression): boolean {
  const choices = [expression];
  for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
    const node = withoutAssertions(choice);
    if (isDirectFunction(node) || facts.provenance.builderOf(node) !== undefined) return true;
    if (ts.isConditionalExpression(node)) choices.push(node.whenTrue, node.whenFalse);
    else if (ts.isBinaryExpression(node) && isLogicalOperator(node.operatorToken.kind)) {
      choices.push(node.left, node.right);
    }
  }
  return false;
}

/**
 * The paths that `pattern` binds, or `undefined` when a path would not mean the same: rest,
 * defaults, computed keys, and array patterns over anything but an array, which are iterated.
 */
function boundPaths(facts: FactsBuilder, pattern: ts.BindingPattern): BoundPath[] | undefined {
  const bound: BoundPath[] = [];
  const visit = (at: ts.BindingPattern, path: readonly (string | number)[]): boolean => {
    if (ts.isArrayBindingPattern(at) && !isArray(facts, at)) return false;
    return at.elements.every((element, index) => {
      if (ts.isOmittedExpression(element)) return true;
      if (element.dotDotDotToken !== undefined || element.initializer !== undefined) return false;
      const key = ts.isArrayBindingPattern(at) ? index : propertyKey(element);
      if (key === undefined) return false;
      if (!ts.isIdentifier(element.name)) return visit(element.name, [...path, key]);
      bound.push({ name: element.name, path: [...path, key] });
      return true;
    });
  };
  return visit(pattern, []) ? bound : undefined;
}

function propertyKey(element: ts.BindingElement): string | undefined {
  const name = element.propertyName ?? element.name;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

function isArray(facts: FactsBuilder, pattern: ts.ArrayBindingPattern): boolean {
  const { checker } = facts;
  const parent = pattern.parent;
  const type = ts.isVariableDeclaration(parent) && parent.initializer !== undefined
    ? checker.getTypeAtLocation(parent.initializer)
    : checker.getTypeAtLocation(pattern);
  return checker.isArrayType(type) || checker.isTupleType(type);
}

function boundNames(pattern: ts.BindingPattern): ts.Identifier[] {
  return pattern.elements.flatMap((element) => {
    if (ts.isOmittedExpression(element)) return [];
    return ts.isIdentifier(element.name) ? [element.name] : boundNames(element.name);
  });
}

/**
 * In a snapshot the bound names are locals, but the emitter writes an authored reference to an
 * exported name as a read of the export, which is not there yet.
 */
function reportDefaultsThatReadExports(
  facts: FactsBuilder,
  declaration: ts.VariableDeclaration,
  pattern: ts.BindingPattern,
  names: readonly ts.Identifier[],
): void {
  if (!hasModifier(declaration.parent.parent, ts.SyntaxKind.ExportKeyword)) return;
  const symbols = new Map(names.map((name) => [facts.checker.getSymbolAtLocation(name), name]));
  walk(pattern, (node) => {
    if (!ts.isIdentifier(node) || names.includes(node)) return true;
    const sibling = symbols.get(facts.checker.getSymbolAtLocation(node));
    if (sibling === undefined) return true;
    facts.report(diagnostic.moduleUnsupportedInitializer(node, {
      name: pattern.getText(facts.file),
      type: `a default that reads ${sibling.text}`,
      alternative: "Destructure it in a function, and export the parts of its result.",
    }));
    return false;
  });
}
