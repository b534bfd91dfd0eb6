/**
 * The rules for statements of bodies that build a graph: they run once, so nothing in them changes,
 * repeats or leaves early. Functions inside such a body are ordinary code, or have their own turn.
 */
import ts from "typescript";
import type { DiagnosticFix } from "@commonfabric/contract";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withoutAssertions } from "../../walk.ts";
import type { CheckContext } from "./check-context.ts";
import { forEachOwnNode, writtenTarget } from "./syntax.ts";

/** The statement codes of the body of `fn`. */
export function checkStatements(context: CheckContext, fn: ts.FunctionLikeDeclaration): void {
  const { body } = fn;
  if (body === undefined) return;
  const visit = (node: ts.Node): boolean => {
    if (ts.isIterationStatement(node, false)) {
      reportLoop(context, node);
      // What stands in the head of a loop goes with the loop.
      forEachOwnNode(node, (inner) => isInHead(node, inner) ? false : visit(inner));
      return false;
    }
    const target = writtenTarget(node);
    if (target !== undefined) {
      context.report(diagnostic.patternContextAssignment(node, { target }));
    }
    if (ts.isReturnStatement(node)) reportEarlyReturn(context, body, node);
    if (ts.isVariableDeclarationList(node)) reportDeclarations(context, fn, node);
    return true;
  };
  if (ts.isBlock(body)) forEachOwnNode(body, visit);
  else if (visit(body)) forEachOwnNode(body, visit);
}

function isInHead(loop: ts.IterationStatement, node: ts.Node): boolean {
  return node.parent === loop && node !== loop.statement;
}

function reportLoop(context: CheckContext, loop: ts.IterationStatement): void {
  const { file } = context;
  const start = loop.getStart(file);
  const keyword = ts.isForStatement(loop) || ts.isForOfStatement(loop) || ts.isForInStatement(loop)
    ? "for"
    : ts.isDoStatement(loop)
    ? "do"
    : "while";
  context.report(diagnostic.patternContextLoop(
    { file, start, end: start + keyword.length },
    { list: loopedList(loop)?.getText(file) ?? "items" },
  ));
}

/** The list that a loop goes through: of `for (x of list)`, or of `i < list.length`. */
function loopedList(loop: ts.IterationStatement): ts.Expression | undefined {
  if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) {
    return withoutAssertions(loop.expression);
  }
  const condition = ts.isForStatement(loop)
    ? loop.condition
    : ts.isWhileStatement(loop) || ts.isDoStatement(loop)
    ? loop.expression
    : undefined;
  if (condition === undefined) return undefined;
  let list: ts.Expression | undefined;
  const find = (node: ts.Node) => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === "length") {
      list ??= node.expression;
    }
  };
  find(condition);
  forEachOwnNode(condition, find);
  return list;
}

function reportEarlyReturn(
  context: CheckContext,
  body: ts.Node,
  statement: ts.ReturnStatement,
): void {
  if (ts.isBlock(body) && lastThatRuns(body) === statement) return;
  const { file } = context;
  const start = statement.getStart(file);
  context.report(diagnostic.patternContextEarlyReturn(
    { file, start, end: start + "return".length },
  ));
}

function lastThatRuns({ statements }: ts.Block): ts.Statement | undefined {
  return statements.findLast((statement) =>
    !ts.isFunctionDeclaration(statement) && !ts.isInterfaceDeclaration(statement) &&
    !ts.isTypeAliasDeclaration(statement) && !ts.isEmptyStatement(statement)
  );
}

function reportDeclarations(
  context: CheckContext,
  fn: ts.FunctionLikeDeclaration,
  list: ts.VariableDeclarationList,
): void {
  const scope = list.flags & ts.NodeFlags.BlockScoped;
  if (scope !== ts.NodeFlags.Let && scope !== ts.NodeFlags.None) return;
  const report = scope === ts.NodeFlags.Let
    ? diagnostic.patternContextLetDeclaration
    : diagnostic.patternContextVarDeclaration;
  const fixes = asConst(context, fn, list);
  for (const { name } of list.declarations) {
    context.report(report(name, { name: name.getText(context.file) }, { fixes }));
  }
}

/** `const` instead, where each name has a value and nothing else ever gives it one. */
function asConst(
  context: CheckContext,
  fn: ts.FunctionLikeDeclaration,
  list: ts.VariableDeclarationList,
): DiagnosticFix[] {
  const { checker, file } = context;
  // A name of `var` reaches beyond the block that it is in.
  if (list.parent.parent !== fn.body) return [];
  const symbols = new Set<ts.Symbol>();
  for (const { name, initializer } of list.declarations) {
    const symbol = ts.isIdentifier(name) ? checker.getSymbolAtLocation(name) : undefined;
    if (initializer === undefined || symbol?.declarations?.length !== 1) return [];
    symbols.add(symbol);
  }
  let isConstant = true;
  const visit = (node: ts.Node): void => {
    const target = writtenTarget(node);
    if (target !== undefined && mentions(checker, target, symbols)) isConstant = false;
    const isEarly = ts.isIdentifier(node) && node.pos < list.pos &&
      symbols.has(checker.getSymbolAtLocation(node)!);
    if (isEarly) isConstant = false;
    ts.forEachChild(node, visit);
  };
  visit(fn);
  if (!isConstant) return [];
  const offset = list.getStart(file);
  return [{ title: "Write const", edits: [{ offset, length: "let".length, text: "const" }] }];
}

/** Whether `target` is one of the names, or a pattern with one of them. */
function mentions(
  checker: ts.TypeChecker,
  target: ts.Node,
  names: ReadonlySet<ts.Symbol>,
): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.has(checker.getSymbolAtLocation(node)!)) found = true;
    ts.forEachChild(node, visit);
  };
  visit(target);
  return found;
}
