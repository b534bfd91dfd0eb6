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
  const known: ReadValues[] = [];
  for (const { call, list, target } of pushes(context, body)) {
    let reads = known.find((each) => each.isOf(target));
    if (reads === undefined) known.push(reads = new ReadValues(context, body, target));
    if (reads.decide(call, body)) {
      context.report(diagnostic.mergeablePushReadThenPush(call, { list }));
    }
  }
}

/** A cell: the symbol of its root, and the names that lead to it. */
interface Target {
  readonly root: ts.Symbol;
  readonly path: string;
}

interface Push {
  readonly call: ts.CallExpression;
  readonly list: ts.Expression;
  readonly target: Target;
}

/** The calls `list.push(...)` on handles. */
function pushes(context: CheckContext, body: ts.Node): Push[] {
  const found: Push[] = [];
  const visit = (node: ts.Node): void => {
    const list = receiver(node, (name) => name === "push");
    const target = list === undefined || context.handles.kindOfNode(list) === undefined
      ? undefined
      : targetOf(context, list);
    if (target !== undefined) found.push({ call: node as ts.CallExpression, list: list!, target });
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

/** The cell that an expression is, when it is a name or a path. */
function targetOf({ checker }: CheckContext, expression: ts.Expression): Target | undefined {
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
  readonly #target: Target;
  /** Names whose value comes from a read. */
  readonly #names = new Set<ts.Symbol>();

  constructor(
    context: CheckContext,
    body: ts.Node,
    target: Target,
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

  isOf({ root, path }: Target): boolean {
    return root === this.#target.root && path === this.#target.path;
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
    const target = read === undefined ? undefined : targetOf(this.#context, read);
    return target !== undefined && this.isOf(target);
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
