/** Conditionals and logical operators: the branches stay graph, only the condition is read. */
import ts from "typescript";
import { withoutAssertions } from "../../walk.ts";
import type { Deciding, Site } from "./deciding.ts";
import { liftExpression } from "./lift-expression.ts";
import { isMemberAccess } from "./paths.ts";
import { lowerLogical } from "./policy.ts";
import { isReference, joined, OPAQUE, type Reactive } from "./reactivity.ts";

/** A branch is a site of its own. */
function branch(site: Site): Site {
  return { ...site, isPart: true };
}

export function decideConditional(
  d: Deciding,
  node: ts.ConditionalExpression,
  site: Site,
): Reactive {
  if (!d.reactivity.mentions(node.condition)) {
    d.value(node.condition, { ...site, container: undefined });
    return joined(d.value(node.whenTrue, branch(site)), d.value(node.whenFalse, branch(site)));
  }
  if (!hasSite(site)) return liftExpression(d, node, site);
  decideCondition(d, node.condition, site);
  const whenTrue = d.value(node.whenTrue, branch(site));
  const whenFalse = d.value(node.whenFalse, branch(site));
  d.facts.lower(node, {
    kind: "control",
    operator: "ifElse",
    schemas: [
      d.schemas.condition(node.condition),
      d.schemas.expression(node.whenTrue),
      d.schemas.expression(node.whenFalse),
      d.schemas.expression(node),
    ],
    values: [node.condition, node.whenTrue, node.whenFalse],
  });
  return chosen(d, node, whenTrue, whenFalse);
}

/** The value of a choice between references: a stream if both are, a cell by its type. */
function chosen(d: Deciding, node: ts.Expression, a: Reactive, b: Reactive): Reactive {
  if (a.kind === "stream" && b.kind === "stream") return a;
  return d.reactivity.handleOf(node) ?? OPAQUE;
}

/** A condition is handed on when it is a name, a path or a reactive call, and lifted otherwise. */
function decideCondition(d: Deciding, condition: ts.Expression, site: Site): void {
  const node = withoutAssertions(condition);
  const isDirect = ts.isIdentifier(node) || isMemberAccess(node) ||
    (ts.isCallExpression(node) && d.reactivity.makesReactive(node));
  if (isDirect) d.value(node, branch(site));
  else liftExpression(d, node, branch(site));
}

export function decideLogical(d: Deciding, node: ts.BinaryExpression, site: Site): Reactive {
  const operator = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ? "&&" : "||";
  const action = lowerLogical({
    context: site.context.kind,
    operator,
    inJsx: site.context.inJsxExpression,
    isReactive: d.reactivity.mentions(node),
  });
  if (action === "keep" || (!hasSite(site) && !d.reactivity.mentions(node))) {
    const left = d.value(node.left, branch(site));
    return joined(left, d.value(node.right, branch(site)));
  }
  if (!hasSite(site)) return liftExpression(d, node, site);
  const left = d.value(node.left, branch(site));
  const right = d.value(node.right, branch(site));
  d.facts.lower(node, {
    kind: "control",
    operator: action,
    schemas: [
      d.schemas.condition(node.left),
      d.schemas.expression(node.right),
      d.schemas.expression(node),
    ],
    values: [node.left, node.right],
  });
  return isReference(left) || isReference(right) ? chosen(d, node, left, right) : OPAQUE;
}

export function hasSite(site: Site): boolean {
  return site.container !== undefined && site.context.carriesSites;
}
