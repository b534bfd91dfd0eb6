/**
 * The result of a pattern whose output type is not named: an object literal member by member, so
 * that one `any` does not lose the rest; anything else by its checked type.
 */
import ts from "typescript";
import type { MemberPart, SchemaPart } from "@commonfabric/schema-generator";
import { literalKey } from "./member-names.ts";
import type { SchemaTools } from "./schema-tools.ts";

export interface ResultPart {
  readonly part: SchemaPart;
  /** Members whose type is `unknown`. */
  readonly unknown: readonly string[];
}

const DEPTH = 16;

export function resultPart(
  expression: ts.Expression,
  tools: SchemaTools,
  path: readonly string[] = [],
): ResultPart {
  const literal = objectLiteral(expression, tools);
  const members = literal === undefined || path.length > DEPTH
    ? undefined
    : memberParts(literal, tools, path);
  if (members !== undefined) return members;
  const { checker } = tools.provenance;
  const type = checker.getTypeAtLocation(expression);
  const isUnknown = (type.flags & ts.TypeFlags.Unknown) !== 0 && path.length > 0;
  return {
    part: { kind: "type", type, widen: isInferred(expression) },
    unknown: isUnknown ? [path.join(".")] : [],
  };
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
  path: readonly string[],
): ResultPart | undefined {
  const { checker } = tools.provenance;
  const members = new Map<string, MemberPart>();
  const unknown: string[] = [];
  for (const property of literal.properties) {
    if (ts.isSpreadAssignment(property)) return undefined;
    const key = literalKey(property.name, checker);
    if (key === undefined) return undefined;
    const inner = ts.isPropertyAssignment(property)
      ? resultPart(property.initializer, tools, [...path, key])
      : ts.isShorthandPropertyAssignment(property)
      ? resultPart(property.name, tools, [...path, key])
      : undefined;
    if (inner === undefined || isFunction(inner.part, tools)) continue;
    unknown.push(...inner.unknown);
    members.set(key, { part: inner.part });
  }
  return { part: { kind: "record", members }, unknown };
}

/** Functions are no data: a schema leaves them out. */
function isFunction(part: SchemaPart, { handles }: SchemaTools): boolean {
  return part.kind === "type" && handles.isCallable(part.type);
}
