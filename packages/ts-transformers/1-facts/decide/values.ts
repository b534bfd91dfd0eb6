/** The dispatch over expressions of pattern context: one construct, one file. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withoutAssertions } from "../../walk.ts";
import { callWithSchemas } from "./call-schemas.ts";
import { decideCall, ordinaryCall } from "./calls.ts";
import { decideConditional, decideLogical } from "./conditionals.ts";
import { contextOf } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { decideTemplate, placeArguments } from "./host-calls.ts";
import { inlineHandler } from "./inline-builders.ts";
import { decideJsx } from "./jsx.ts";
import { isJsx } from "./jsx-nodes.ts";
import { liftExpression } from "./lift-expression.ts";
import { decideArray, decideObject } from "./literals.ts";
import { decidePath, isMemberAccess } from "./paths.ts";
import { OPAQUE, PLAIN, type Reactive } from "./reactivity.ts";

/** Decides `expression`; parentheses and assertions around it mean nothing. */
export function decideValue(d: Deciding, expression: ts.Expression, site: Site): Reactive {
  const node = withoutAssertions(expression);
  if (ts.isIdentifier(node)) return d.reactivity.of(node);
  if (isMemberAccess(node)) return decidePath(d, node, site);
  if (ts.isCallExpression(node)) return decideCall(d, node, site);
  if (isJsx(node)) return decideJsx(d, node, site);
  if (ts.isConditionalExpression(node)) return decideConditional(d, node, site);
  if (ts.isObjectLiteralExpression(node)) return decideObject(d, node, site);
  if (ts.isArrayLiteralExpression(node)) return decideArray(d, node, site);
  if (ts.isNewExpression(node)) return decideNew(d, node, site);
  if (ts.isBinaryExpression(node) && isLogical(node.operatorToken.kind)) {
    return decideLogical(d, node, site);
  }
  if (ts.isTaggedTemplateExpression(node)) {
    const template = decideTemplate(d, node, site);
    if (template !== undefined) return template;
  }
  if (ts.isFunctionLike(node)) return decideFunction(d, node);
  if (ts.isClassExpression(node)) {
    d.report(diagnostic.patternContextFunctionCreation(node, {
      kind: "the class",
      name: node.name?.text ?? "(anonymous)",
    }));
    return PLAIN;
  }
  if (d.reactivity.mentions(node)) return liftExpression(d, node, site);
  decideParts(d, node, site);
  return PLAIN;
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

function decideNew(d: Deciding, node: ts.NewExpression, site: Site): Reactive {
  const spec = d.provenance.hostValue(node.expression);
  if (spec?.callKind !== "cell-factory") return ordinaryCall(d, node, site);
  placeArguments(d, node, site);
  callWithSchemas(d, node, spec);
  return d.reactivity.handleOf(node) ?? OPAQUE;
}

/** A function where no boundary takes it. */
function decideFunction(d: Deciding, node: ts.Expression): Reactive {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    if (d.eventFunctions.has(node)) return inlineHandler(d, node, node, undefined);
    d.report(diagnostic.patternContextFunctionCreation(node, {
      kind: "the function",
      name: (node as ts.FunctionExpression).name?.text ?? "(anonymous)",
    }));
    d.compute(node, contextOf("standalone", node));
  }
  return PLAIN;
}

/** The parts of an expression without references: functions and schema calls may be among them. */
function decideParts(d: Deciding, node: ts.Node, site: Site): void {
  ts.forEachChild(node, (child) => {
    if (ts.isTypeNode(child)) return;
    if (ts.isExpression(child)) d.value(child, { context: site.context, container: undefined });
    else decideParts(d, child, site);
  });
}
