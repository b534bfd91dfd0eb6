/** The names that fresh values keep across edits. */
import ts from "typescript";
import type { Cause } from "../lowering.ts";
import { jsonLiteral } from "./json-literal.ts";
import { at } from "./nodes.ts";

const { factory } = ts;

/** `<value>.for("total", true)`, `.for(["__patternResult", "list", 0], true)`, `.for({ stream }, true)`. */
export function withCause(
  value: ts.Expression,
  { segments, isStream }: Cause,
  authored: ts.Node,
): ts.Expression {
  const cause = segments.length === 1 ? segments[0] : segments;
  const call = factory.createCallExpression(
    factory.createPropertyAccessExpression(value, "for"),
    undefined,
    [jsonLiteral(isStream ? { stream: cause } : cause), factory.createTrue()],
  );
  return at(call, authored);
}
