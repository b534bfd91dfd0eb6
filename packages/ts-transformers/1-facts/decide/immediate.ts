/** A function that is called where it is written. */
import ts from "typescript";
import type { DirectFunction } from "../../lowering.ts";
import { withoutAssertions } from "../../walk.ts";
import { hasSite } from "./conditionals.ts";
import { inheritedContext } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { isJsx } from "./jsx-nodes.ts";
import { liftExpression } from "./lift-expression.ts";
import { isCellRead } from "./reject.ts";
import { isReactive, OPAQUE, PLAIN, type Reactive } from "./reactivity.ts";

/**
 * With constants and a JSX result it stays a part of the graph: constants become places, the result
 * the expression. Otherwise it is lifted whole if it mentions a reference.
 */
export function decideImmediate(
  d: Deciding,
  node: ts.CallExpression,
  fn: DirectFunction,
  site: Site,
): Reactive {
  const isReactiveCall = d.reactivity.mentions(node);
  if (isReactiveCall && !isDecomposed(d, fn)) return liftExpression(d, node, site);
  if (isReactiveCall && !hasSite(site)) return liftExpression(d, node, site);
  node.arguments.forEach((argument, index) => {
    const value = d.value(argument, { context: site.context, container: "call-argument" });
    const parameter = fn.parameters[index];
    if (parameter !== undefined && isReactive(value)) d.reactivity.setAll(parameter.name);
  });
  d.body(fn, inheritedContext(site.context, "plain-array-map"));
  return isReactiveCall ? OPAQUE : PLAIN;
}

/** `const` statements and one returned JSX element, parameters by name; no read of a cell. */
function isDecomposed(d: Deciding, fn: DirectFunction): boolean {
  if (readsCell(d, fn.body)) return false;
  if (fn.modifiers !== undefined || fn.asteriskToken !== undefined) return false;
  if (!fn.parameters.every(({ name, initializer }) => ts.isIdentifier(name) && !initializer)) {
    return false;
  }
  if (!ts.isBlock(fn.body)) return isJsx(withoutAssertions(fn.body));
  const { statements } = fn.body;
  const last = statements.at(-1);
  if (last === undefined || !ts.isReturnStatement(last) || last.expression === undefined) {
    return false;
  }
  return isJsx(withoutAssertions(last.expression)) &&
    statements.slice(0, -1).every((statement) =>
      ts.isVariableStatement(statement) &&
      (statement.declarationList.flags & ts.NodeFlags.Const) !== 0 &&
      statement.declarationList.declarations.every(({ name }) => ts.isIdentifier(name))
    );
}

function readsCell(d: Deciding, node: ts.Node): boolean {
  if (isCellRead(d, node)) return true;
  return ts.forEachChild(node, (child) => readsCell(d, child) || undefined) === true;
}
