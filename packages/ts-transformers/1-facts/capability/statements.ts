/** What the statements of a body do. */
import ts from "typescript";
import { bindName } from "./bindings.ts";
import { hasBody } from "./callee.ts";
import { createClosure } from "./closures.ts";
import { iterated } from "./iteration.ts";
import type { Unit } from "./unit.ts";
import { testExpression, useExpression } from "./uses.ts";
import { NOTHING, unknownMember, type Value } from "./value.ts";

export function runStatement(unit: Unit, node: ts.Node): void {
  if (ts.isVariableStatement(node)) return declare(unit, node.declarationList);
  if (ts.isExpressionStatement(node)) return void unit.sourceOf(node.expression);
  if (ts.isReturnStatement(node)) {
    if (node.expression !== undefined) returnValue(unit, node.expression);
    return;
  }
  if (ts.isIfStatement(node)) {
    testExpression(unit, node.expression);
    runStatement(unit, node.thenStatement);
    if (node.elseStatement !== undefined) runStatement(unit, node.elseStatement);
    return;
  }
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    testExpression(unit, node.expression);
    return runStatement(unit, node.statement);
  }
  if (ts.isForStatement(node)) return runFor(unit, node);
  if (ts.isForOfStatement(node)) return runForOf(unit, node);
  if (ts.isForInStatement(node)) return runForIn(unit, node);
  if (ts.isThrowStatement(node)) return useExpression(unit, node.expression, "escape");
  if (ts.isSwitchStatement(node)) {
    useExpression(unit, node.expression, "read");
    for (const clause of node.caseBlock.clauses) {
      if (ts.isCaseClause(clause)) useExpression(unit, clause.expression, "read");
      clause.statements.forEach((statement) => runStatement(unit, statement));
    }
    return;
  }
  if (ts.isFunctionDeclaration(node)) {
    if (hasBody(node)) createClosure(unit, node, "kept");
    return;
  }
  if (ts.isClassLike(node)) return runClass(unit, node);
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
    return;
  }
  // Blocks, `try`, labels: what is inside, in order.
  ts.forEachChild(node, (child) => {
    if (ts.isStatement(child) || ts.isBlock(child) || ts.isCatchClause(child)) {
      runStatement(unit, child);
    }
  });
}

/** The members of a class are functions that anybody may call. */
export function runClass(unit: Unit, node: ts.ClassLikeDeclaration): void {
  for (const inner of node.members) {
    if (ts.isPropertyDeclaration(inner) && inner.initializer !== undefined) {
      useExpression(unit, inner.initializer, "escape");
    } else if (ts.isClassStaticBlockDeclaration(inner)) {
      runStatement(unit, inner.body);
    } else if (hasBody(inner)) {
      createClosure(unit, inner, "unknown");
    }
  }
}

/** `return node`: what the function gives; kept for its callers. */
export function returnValue(unit: Unit, node: ts.Expression): void {
  const { handles } = unit.host;
  const value = unit.sourceOf(node);
  if (value.length === 0) return;
  const type = unit.typeOf(node);
  for (const ref of value) {
    const own = ref.at.length === 0 ? type : handles.typeBelow(type, ref.at);
    // A primitive has no identity to be handed on: it is read here.
    if (own !== undefined && handles.isPrimitive(own)) unit.fact("reads", ref);
    else unit.addReturn(ref, own !== undefined && handles.isHandle(own));
  }
}

function declare(unit: Unit, list: ts.VariableDeclarationList): void {
  for (const { name, initializer } of list.declarations) {
    bindName(unit, name, initializer === undefined ? NOTHING : unit.sourceOf(initializer));
  }
}

function runFor(unit: Unit, node: ts.ForStatement): void {
  const { initializer, condition, incrementor } = node;
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) declare(unit, initializer);
    else unit.sourceOf(initializer);
  }
  if (condition !== undefined) testExpression(unit, condition);
  if (incrementor !== undefined) unit.sourceOf(incrementor);
  runStatement(unit, node.statement);
}

function runForOf(unit: Unit, node: ts.ForOfStatement): void {
  const list = unit.sourceOf(node.expression);
  bindLoopName(unit, node.initializer, iterated(unit, node.expression, list));
  runStatement(unit, node.statement);
}

function runForIn(unit: Unit, node: ts.ForInStatement): void {
  unit.record("wildcards", unit.sourceOf(node.expression));
  bindLoopName(unit, node.initializer, NOTHING);
  runStatement(unit, node.statement);
}

function bindLoopName(unit: Unit, initializer: ts.ForInitializer, element: Value): void {
  if (ts.isVariableDeclarationList(initializer)) {
    for (const { name } of initializer.declarations) bindName(unit, name, element);
    return;
  }
  // An outer name or path that is assigned: whatever is reached through it counts as unknown.
  const target = unit.sourceOf(initializer);
  unit.record("writes", target);
  unit.recordDeep("wildcards", unknownMember(element));
}
