/**
 * Assignments to an exported function, as compilers emit them: the write to the export mirrors a
 * write to the name, and the latter is what is wrong.
 *
 *     exports.f = f = 1        exports.g = exports.f = f += 1        exports.f = (f++, f)
 */
import type { AnyNode, AssignmentExpression, Identifier } from "acorn";
import { isIdentifier } from "../grammar/shapes.ts";

/** The `exports` that `node` writes to, and the name that it mirrors; `undefined` for neither. */
export function mirroredWrite(
  node: AssignmentExpression,
): { readonly exports: Identifier; readonly target: Identifier } | undefined {
  const { left, right } = node;
  if (left.type !== "MemberExpression" || !isIdentifier(left.object, "exports")) return undefined;
  const target = writtenName(right);
  return target && { exports: left.object, target };
}

/** The name that the value of a mirrored write is assigned to. */
function writtenName(value: AnyNode): Identifier | undefined {
  let at = value;
  while (at.type === "AssignmentExpression" && at.left.type === "MemberExpression") at = at.right;
  if (at.type === "SequenceExpression") at = at.expressions[0]!;
  const target = at.type === "AssignmentExpression"
    ? at.left
    : at.type === "UpdateExpression"
    ? at.argument
    : undefined;
  return target?.type === "Identifier" ? target : undefined;
}
