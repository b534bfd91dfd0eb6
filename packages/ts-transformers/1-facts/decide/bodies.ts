/** Statements of functions that run while the graph is built. */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import type { LocalDeclaration } from "../../lowering.ts";
import { isDirectFunction, withoutAssertions } from "../../walk.ts";
import { refusedCallback } from "./callback-places.ts";
import { nameDeclared, nameResult } from "./causes.ts";
import type { Context } from "./context.ts";
import type { Deciding, Site } from "./deciding.ts";
import { boundInputs } from "./parameters.ts";
import { isReference, OPAQUE, PLAIN, type Reactive } from "./reactivity.ts";
import { isCellRead, rejectComputation } from "./reject.ts";

/** Decides the body of `fn`. */
export function decideBody(d: Deciding, fn: ts.FunctionLikeDeclaration, context: Context): void {
  const { body } = fn as { body?: ts.ConciseBody };
  if (body === undefined) return;
  if (ts.isBlock(body)) {
    for (const statement of body.statements) decideStatement(d, statement, context);
    return;
  }
  d.value(body, { context, container: context.carriesSites ? "return-expression" : undefined });
  nameResult(d, body, context);
}

function decideStatement(d: Deciding, statement: ts.Statement, context: Context): void {
  const inner = (node: ts.Statement) => decideStatement(d, node, context);
  switch (statement.kind) {
    case ts.SyntaxKind.VariableStatement:
      return decideVariables(d, statement as ts.VariableStatement, context);
    case ts.SyntaxKind.ReturnStatement: {
      const { expression } = statement as ts.ReturnStatement;
      if (expression === undefined) return;
      d.value(expression, siteIn(context, "return-expression"));
      nameResult(d, expression, context);
      return;
    }
    case ts.SyntaxKind.ExpressionStatement:
      return decideExpressionStatement(d, statement as ts.ExpressionStatement, context);
    case ts.SyntaxKind.IfStatement: {
      const { expression, thenStatement, elseStatement } = statement as ts.IfStatement;
      noSite(d, expression, context);
      inner(thenStatement);
      if (elseStatement !== undefined) inner(elseStatement);
      return;
    }
    case ts.SyntaxKind.Block:
      (statement as ts.Block).statements.forEach(inner);
      return;
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.ClassDeclaration: {
      const { name } = statement as ts.FunctionDeclaration | ts.ClassDeclaration;
      const kind = ts.isClassDeclaration(statement) ? "the class" : "the function";
      d.report(diagnostic.patternContextFunctionCreation(name ?? statement, {
        kind,
        name: name?.text ?? "default",
      }));
      if (name !== undefined) d.reactivity.set(name, PLAIN);
      return;
    }
    default:
      if (ts.isIterationStatement(statement, false) && isOwned(d, context)) {
        // The loop is refused as such, and what stands in its head goes with it.
        return inner(statement.statement);
      }
      // `switch`, `try` and the like: what they compute has no place.
      ts.forEachChild(statement, (child) => decideOther(d, child, context));
  }
}

/** Whether the rules for statements of graph-building bodies hold here. */
function isOwned(d: Deciding, context: Context): boolean {
  return context.body !== undefined && d.patternOwned.has(context.body) && context.namesCauses;
}

function decideOther(d: Deciding, node: ts.Node, context: Context): void {
  if (ts.isStatement(node)) decideStatement(d, node, context);
  else if (ts.isExpression(node)) noSite(d, node, context);
  else if (ts.isVariableDeclarationList(node)) decideLoopVariables(d, node, context);
  else ts.forEachChild(node, (child) => decideOther(d, child, context));
}

function decideLoopVariables(
  d: Deciding,
  list: ts.VariableDeclarationList,
  context: Context,
): void {
  for (const { initializer } of list.declarations) {
    if (initializer !== undefined) noSite(d, initializer, context);
  }
}

function siteIn(context: Context, container: NonNullable<Site["container"]>): Site {
  return { context, container: context.carriesSites ? container : undefined };
}

/** An expression whose value nothing holds. */
function noSite(d: Deciding, expression: ts.Expression, context: Context): void {
  if (d.reactivity.mentions(expression)) rejectComputation(d, expression);
  else d.value(expression, { context, container: undefined });
}

function decideVariables(d: Deciding, statement: ts.VariableStatement, context: Context): void {
  const plans: LocalDeclaration[] = [];
  for (const declaration of statement.declarationList.declarations) {
    plans.push(decideDeclaration(d, declaration, context));
  }
  if (plans.some(({ kind }) => kind === "bound")) {
    d.facts.destructure(statement, { statement, declarations: plans });
  }
}

function decideDeclaration(
  d: Deciding,
  declaration: ts.VariableDeclaration,
  context: Context,
): LocalDeclaration {
  const plain: LocalDeclaration = { kind: "plain", declaration };
  const { name, initializer } = declaration;
  if (initializer === undefined) return plain;
  const written = withoutAssertions(initializer);
  if (isDirectFunction(written) || ts.isClassExpression(written)) {
    d.report(diagnostic.patternContextFunctionCreation(written, {
      kind: ts.isClassExpression(written) ? "the class" : "the function",
      name: name.getText(),
    }));
    return plain;
  }
  const value = d.value(initializer, siteIn(context, "variable-initializer"));
  if (ts.isIdentifier(name)) {
    const isHandle = value.kind === "cell" || value.kind === "stream";
    d.reactivity.set(name, isHandle ? value : isReference(value) ? referenceOf(d, name) : value);
    nameDeclared(d, name.text, initializer, context);
    return plain;
  }
  if (!isReference(value)) {
    d.reactivity.bind(name, value);
    return plain;
  }
  d.reactivity.setAll(name);
  const isName = ts.isIdentifier(written);
  return {
    kind: "bound",
    root: initializer,
    temporary: isName ? undefined : d.facts.freshName("source"),
    bound: boundInputs(d, name, [], false),
  };
}

function referenceOf(d: Deciding, name: ts.Identifier): Reactive {
  return d.reactivity.handleOf(name) ?? OPAQUE;
}

/** A node of the graph may stand alone; anything else that mentions references is lost. */
function decideExpressionStatement(
  d: Deciding,
  statement: ts.ExpressionStatement,
  context: Context,
): void {
  const node = withoutAssertions(statement.expression);
  const value = ts.isVoidExpression(node) ? withoutAssertions(node.expression) : node;
  if (ts.isIdentifier(value)) return;
  if (ts.isCallExpression(value) && makesNode(d, value)) {
    d.value(value, siteIn(context, "call-argument"));
    return;
  }
  if (ts.isCallExpression(value) && refusedCallback(d, value, context)) return;
  if (ts.isCallExpression(value) && isReceiverCall(d, value) && !isCellRead(d, value)) {
    d.report(diagnostic.patternContextReceiverMethodCall(value, { expr: value }));
    return;
  }
  if (isUpdate(value)) return;
  noSite(d, value, context);
}

function makesNode(d: Deciding, call: ts.CallExpression): boolean {
  if (d.reactivity.makesReactive(call)) return true;
  const callee = withoutAssertions(call.expression);
  return ts.isCallExpression(callee) && d.provenance.builderOf(callee) !== undefined ||
    ts.isPropertyAccessExpression(callee) && callee.name.text === "with" &&
      d.reactivity.isFactory(callee.expression);
}

function isReceiverCall(d: Deciding, call: ts.CallExpression): boolean {
  const callee = withoutAssertions(call.expression);
  return ts.isPropertyAccessExpression(callee) &&
    isReference(d.reactivity.of(callee.expression));
}

/** Assignments, `++`, `delete`: the statement rules speak of those. */
function isUpdate(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  }
  return ts.isPostfixUnaryExpression(node) || ts.isDeleteExpression(node) ||
    ts.isPrefixUnaryExpression(node) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken ||
        node.operator === ts.SyntaxKind.MinusMinusToken);
}
