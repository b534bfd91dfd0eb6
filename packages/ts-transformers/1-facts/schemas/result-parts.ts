/**
 * The result of a pattern whose output type is not named: an object literal member by member, so
 * that one `any` does not lose the rest; anything else by its checked type.
 */
import ts from "typescript";
import type { MemberPart, SchemaPart } from "@commonfabric/schema-generator";
import { typedName } from "../member-names.ts";
import type { SchemaTools } from "./schema-tools.ts";

const DEPTH = 16;

export function resultPart(expression: ts.Expression, tools: SchemaTools, depth = 0): SchemaPart {
  const literal = depth > DEPTH ? undefined : objectLiteral(expression, tools);
  const members = literal === undefined ? undefined : memberParts(literal, tools, depth);
  if (members !== undefined) return members;
  const type = tools.provenance.checker.getTypeAtLocation(expression);
  return { kind: "type", type, widen: isInferred(expression) };
}

/** The type of an assertion is declared, and so is that of `as const`. */
export function isInferred(expression: ts.Expression): boolean {
  let at = expression;
  while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at)) at = at.expression;
  return !ts.isAsExpression(at) && !ts.isTypeAssertionExpression(at);
}

/** The literal that is returned, also by way of a constant. */
function objectLiteral(
  expression: ts.Expression,
  { provenance }: SchemaTools,
): ts.ObjectLiteralExpression | undefined {
  let at = expression;
  for (let step = 0; step < DEPTH; step++) {
    while (ts.isParenthesizedExpression(at) || ts.isSatisfiesExpression(at)) at = at.expression;
    if (ts.isObjectLiteralExpression(at)) return at;
    if (!ts.isIdentifier(at)) return undefined;
    const declaration = provenance.local(at)?.valueDeclaration;
    if (
      declaration === undefined || !ts.isVariableDeclaration(declaration) ||
      declaration.type !== undefined || declaration.initializer === undefined ||
      (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0
    ) return undefined;
    at = declaration.initializer;
  }
  return undefined;
}

/** The members of a literal without spreads and unknown keys. */
function memberParts(
  literal: ts.ObjectLiteralExpression,
  tools: SchemaTools,
  depth: number,
): SchemaPart | undefined {
  const { checker } = tools.provenance;
  const members = new Map<string, MemberPart>();
  for (const property of literal.properties) {
    if (ts.isSpreadAssignment(property)) return undefined;
    const key = typedName(property.name, (node) => checker.getTypeAtLocation(node));
    if (key === undefined) return undefined;
    const inner = ts.isPropertyAssignment(property)
      ? resultPart(property.initializer, tools, depth + 1)
      : ts.isShorthandPropertyAssignment(property)
      ? resultPart(property.name, tools, depth + 1)
      : undefined;
    if (inner === undefined || isFunction(inner, tools)) continue;
    members.set(key, { part: inner });
  }
  return { kind: "record", members };
}

/** Functions are no data: a schema leaves them out. */
function isFunction(part: SchemaPart, { handles }: SchemaTools): boolean {
  return part.kind === "type" && handles.isCallable(part.type);
}
