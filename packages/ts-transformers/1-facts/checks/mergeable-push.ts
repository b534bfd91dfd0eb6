/**
 * A handler that decides by what it read of a list whether or what to push to it. Pushes of
 * concurrent handlers are merged, and then both had read too little.
 */
import ts from "typescript";
import { diagnostic } from "../../diagnostics.generated.ts";
import { withoutAssertions } from "../../walk.ts";
import type { CheckContext } from "./check-context.ts";
import type { VerbFunction } from "./verb-callback.ts";

const READS: ReadonlySet<string> = new Set(["get", "sample"]);

/** `mergeable-push:read-then-push`, at each such push. */
export function checkMergeablePush(context: CheckContext, { body }: VerbFunction): void {
  for (const { call, list } of pushes(context, body)) {
    const reads = new ReadValues(context, body, targetKey(context, list)!);
    if (reads.decide(call, body)) {
      context.report(diagnostic.mergeablePushReadThenPush(call, { list }));
    }
  }
}

/** The calls `list.push(...)` on handles. */
function pushes(
  context: CheckContext,
  body: ts.Node,
): { call: ts.CallExpression; list: ts.Expression }[] {
  const found: { call: ts.CallExpression; list: ts.Expression }[] = [];
  const visit = (node: ts.Node): void => {
    const list = receiver(node, (name) => name === "push");
    if (
      list !== undefined && context.handles.kindOfNode(list) !== undefined &&
      targetKey(context, list) !== undefined
    ) found.push({ call: node as ts.CallExpression, list });
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** The receiver of a method call whose name is wanted. */
function receiver(node: ts.Node, isWanted: (name: string) => boolean): ts.Expression | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const callee = withoutAssertions(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || !isWanted(callee.name.text)) return undefined;
  return withoutAssertions(callee.expression);
}

/** The cell that an expression is: the symbol of its root and the names that lead to it. */
function targetKey(
  { checker }: CheckContext,
  expression: ts.Expression,
): { root: ts.Symbol; path: string } | undefined {
  const names: string[] = [];
  let at = withoutAssertions(expression);
  while (ts.isPropertyAccessExpression(at)) {
    names.unshift(at.name.text);
    at = withoutAssertions(at.expression);
  }
  const root = ts.isIdentifier(at) ? checker.getSymbolAtLocation(at) : undefined;
  return root === undefined ? undefined : { root, path: names.join(".") };
}

/** What in one function is known from reads of one list. */
class ReadValues {
  readonly #context: CheckContext;
  readonly #target: { root: ts.Symbol; path: string };
  /** Names whose value comes from a read. */
  readonly #names = new Set<ts.Symbol>();

  constructor(
    context: CheckContext,
    body: ts.Node,
    target: { root: ts.Symbol; path: string },
  ) {
    this.#context = context;
    this.#target = target;
    const visit = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
        if (this.#isFrom(node.initializer)) this.#addNames(node.name);
      }
      ts.forEachChild(node, visit);
    };
    visit(body);
  }

  /** Whether `push` happens, or what it pushes is, by what was read. */
  decide(push: ts.CallExpression, body: ts.Node): boolean {
    if (push.arguments.some((argument) => this.#isFrom(argument))) return true;
    for (let at: ts.Node = push; at !== body; at = at.parent) {
      const condition = conditionAround(at);
      if (condition !== undefined && this.#isFrom(condition)) return true;
      if (ts.isBlock(at.parent) && this.#leavesBefore(at.parent, at)) return true;
    }
    return false;
  }

  /** `if (<read>) return;` before the statement. */
  #leavesBefore({ statements }: ts.Block, statement: ts.Node): boolean {
    return statements.slice(0, statements.indexOf(statement as ts.Statement)).some((before) =>
      ts.isIfStatement(before) && this.#isFrom(before.expression) && leaves(before)
    );
  }

  #addNames(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) {
      const symbol = this.#context.checker.getSymbolAtLocation(name);
      if (symbol !== undefined) this.#names.add(symbol);
      return;
    }
    for (const element of name.elements) {
      if (!ts.isOmittedExpression(element)) this.#addNames(element.name);
    }
  }

  #isFrom(expression: ts.Node): boolean {
    if (this.#isRead(expression)) return true;
    if (ts.isIdentifier(expression)) {
      const symbol = this.#context.provenance.local(expression);
      return symbol !== undefined && this.#names.has(symbol);
    }
    return ts.forEachChild(expression, (child) => this.#isFrom(child) || undefined) === true;
  }

  #isRead(node: ts.Node): boolean {
    const read = receiver(node, (name) => READS.has(name));
    const key = read === undefined ? undefined : targetKey(this.#context, read);
    return key?.root === this.#target.root && key.path === this.#target.path;
  }
}

/** The condition on which `node` runs, as its parent has it. */
function conditionAround(node: ts.Node): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) {
    return node === parent.expression ? undefined : parent.expression;
  }
  if (ts.isConditionalExpression(parent)) {
    return node === parent.condition ? undefined : parent.condition;
  }
  return ts.isBinaryExpression(parent) && node === parent.right ? parent.left : undefined;
}

/** Whether a branch of the statement ends the function. */
function leaves({ thenStatement, elseStatement }: ts.IfStatement): boolean {
  const ends = (branch: ts.Statement | undefined): boolean => {
    if (branch === undefined) return false;
    const last = ts.isBlock(branch) ? branch.statements.at(-1) : branch;
    return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
  };
  return ends(thenStatement) || ends(elseStatement);
}
