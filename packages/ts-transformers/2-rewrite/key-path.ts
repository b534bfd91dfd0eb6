/** Paths below a reference or a plain value, and the constants that read them. */
import ts from "typescript";
import type { BoundInput, Segment } from "../lowering.ts";
import { constant, isIdentifierName } from "./nodes.ts";
import type { Rewriting } from "./rewriting.ts";

const { factory } = ts;

/** `<root>.key("a", NAME)`; with an empty path the root alone. */
export function keyPath(
  rewriting: Rewriting,
  root: ts.Expression,
  path: readonly Segment[],
): ts.Expression {
  if (path.length === 0) return root;
  return factory.createCallExpression(
    factory.createPropertyAccessExpression(root, "key"),
    undefined,
    path.map((segment) => segmentKey(rewriting, segment)),
  );
}

/** `<root>.a["b c"][NAME]` */
export function memberPath(
  rewriting: Rewriting,
  root: ts.Expression,
  path: readonly Segment[],
): ts.Expression {
  return path.reduce<ts.Expression>(
    (inner, segment) =>
      typeof segment === "string" && isIdentifierName(segment)
        ? factory.createPropertyAccessExpression(inner, segment)
        : factory.createElementAccessExpression(inner, segmentKey(rewriting, segment)),
    root,
  );
}

/** `const <name> = <root>.key(...);` for one bound name. */
export function boundConstant(
  rewriting: Rewriting,
  root: ts.Expression,
  { name, path, isSelf }: BoundInput,
): ts.Statement {
  const [self, ...below] = path;
  const value = isSelf === true && self !== undefined
    ? keyPath(rewriting, memberPath(rewriting, root, [self]), below)
    : keyPath(rewriting, root, path);
  return constant(name, value, { authored: name });
}

function segmentKey(rewriting: Rewriting, segment: Segment): ts.Expression {
  return typeof segment === "string"
    ? factory.createStringLiteral(segment)
    : rewriting.visit(segment);
}
