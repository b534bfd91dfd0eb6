/**
 * Parameters of pattern-like callbacks and destructuring of references: each bound name is one
 * constant that is read by its path.
 */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { BoundInput, Segment } from "../../lowering.ts";
import { withoutAssertions } from "../../walk.ts";
import { isLibraryDeclared } from "./captures.ts";
import type { Deciding } from "./deciding.ts";
import { propertyText } from "./reactivity.ts";

/** The names that `pattern` binds below `path`. Whatever cannot be read by a path is reported. */
export function boundInputs(
  d: Deciding,
  pattern: ts.BindingPattern,
  path: readonly Segment[],
  allowsDefaults: boolean,
): BoundInput[] {
  return pattern.elements.flatMap((element, index): BoundInput[] => {
    if (ts.isOmittedExpression(element)) return [];
    if (element.dotDotDotToken !== undefined) {
      reject(d, element, "by rest in a destructuring");
      return [];
    }
    const { initializer } = element;
    if (initializer !== undefined && !(allowsDefaults && isStaticValue(initializer))) {
      reject(d, initializer, "as a default in a destructuring", element);
    }
    const segment = ts.isArrayBindingPattern(pattern) ? String(index) : keyOf(d, element);
    if (segment === undefined) return [];
    if (segment === "SELF") return selfInput(element, path);
    if (typeof segment === "string" && readsLibraryMember(d, pattern, segment)) {
      reject(d, element, "by destructuring");
      return [];
    }
    const at = [...path, segment];
    return ts.isIdentifier(element.name)
      ? [{ name: element.name, path: at }]
      : boundInputs(d, element.name, at, allowsDefaults);
  });
}

/** `length` of a list or string is computed, not stored. */
function readsLibraryMember(d: Deciding, pattern: ts.BindingPattern, key: string): boolean {
  if (ts.isArrayBindingPattern(pattern)) return false;
  const { checker } = d.provenance;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(pattern));
  const property = checker.getPropertyOfType(type, key);
  return property !== undefined && isLibraryDeclared(property) &&
    (checker.isArrayLikeType(type) || (type.flags & ts.TypeFlags.StringLike) !== 0);
}

function selfInput(element: ts.BindingElement, path: readonly Segment[]): BoundInput[] {
  const { name, propertyName } = element;
  if (!ts.isIdentifier(name) || !ts.isComputedPropertyName(propertyName!)) return [];
  return [{ name, path: [...path, propertyName.expression], isSelf: true }];
}

/** The member that `element` reads: text, the expression of a known constant, or `SELF`. */
function keyOf(d: Deciding, element: ts.BindingElement): Segment | "SELF" | undefined {
  const { name, propertyName } = element;
  if (propertyName === undefined) return ts.isIdentifier(name) ? name.text : undefined;
  const text = propertyText(propertyName);
  if (text !== undefined) return text;
  if (!ts.isComputedPropertyName(propertyName)) return undefined;
  const constant = d.provenance.hostValue(propertyName.expression);
  if (constant?.category === "constant") {
    return constant.name === "SELF" ? "SELF" : propertyName.expression;
  }
  reject(d, propertyName.expression, "by a key that is known later");
  return undefined;
}

function reject(d: Deciding, node: ts.Node, position: string, expr: ts.Node = node): void {
  d.report(diagnostic.patternContextComputation(node, { expr, position }));
}

/** A literal, or a literal of literals. A name is not static. */
export function isStaticValue(expression: ts.Expression): boolean {
  const node = withoutAssertions(expression);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isStaticValue);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) =>
      ts.isPropertyAssignment(property) && propertyText(property.name) !== undefined &&
      isStaticValue(property.initializer)
    );
  }
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword;
}
