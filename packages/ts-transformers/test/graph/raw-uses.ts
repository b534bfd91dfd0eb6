/**
 * An independent judge of emitted pattern bodies: no operator, call, branch or iteration over a raw
 * reference. It knows emitted names only, not how they were decided.
 */
import ts from "typescript";
import { calleeName, type EmittedBody, isFunction, unwrapped } from "./emitted.ts";

/** Methods of references that a body may use. */
const NAVIGATION: ReadonlySet<string> = new Set([
  "key",
  "for",
  "asSchema",
  "mapWithPattern",
  "filterWithPattern",
  "flatMapWithPattern",
  "with",
  "asScope",
  "inSpace",
]);

/** Calls of the host that take references and give one. */
const OPERATORS: ReadonlySet<string> = new Set([
  "ifElse",
  "when",
  "unless",
  "str",
  "wish",
  "generateText",
  "generateObject",
  "fetchJson",
  "navigateTo",
  "patternTool",
  "Writable",
  "Cell",
  "cell",
  "of",
]);

/** Raw uses in the pattern bodies of `body`, as source text. */
export function rawUses(body: EmittedBody): string[] {
  const found: string[] = [];
  for (const { kind, callback } of body.builders.values()) {
    if (kind !== "pattern" || callback === undefined) continue;
    new PatternBody(body, found).check(callback);
  }
  return found;
}

class PatternBody {
  readonly #references = new Set<string>();

  constructor(readonly body: EmittedBody, readonly found: string[]) {}

  check(callback: ts.FunctionLikeDeclaration): void {
    for (const { name } of callback.parameters) this.#bind(name);
    this.#visit(callback.body!);
  }

  #bind(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) {
      this.#references.add(name.text);
      return;
    }
    for (const element of name.elements) {
      if (ts.isBindingElement(element)) this.#bind(element.name);
    }
  }

  #visit(node: ts.Node): void {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      const isReference = this.#isReference(node.initializer);
      if (isReference && !ts.isIdentifier(node.name)) this.#report(node);
      if (isReference) this.#bind(node.name);
    }
    if (this.#isRaw(node)) this.#report(node);
    ts.forEachChild(node, (child) => this.#visit(child));
  }

  #report(node: ts.Node): void {
    this.found.push(node.getText(this.body.file).slice(0, 120));
  }

  #isRaw(node: ts.Node): boolean {
    const is = (expression: ts.Expression) => this.#isReference(expression);
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (kind === ts.SyntaxKind.CommaToken) return false;
      return is(node.left) || is(node.right);
    }
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      return is(node.operand);
    }
    if (ts.isTypeOfExpression(node) || ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) {
      return is(node.expression);
    }
    if (ts.isConditionalExpression(node)) return is(node.condition);
    if (ts.isTemplateSpan(node)) return is(node.expression) && !isTagged(node);
    if (ts.isIfStatement(node) || ts.isForOfStatement(node) || ts.isSwitchStatement(node)) {
      return is(node.expression);
    }
    if (ts.isPropertyAccessExpression(node)) {
      return is(node.expression) && !NAVIGATION.has(node.name.text);
    }
    if (ts.isElementAccessExpression(node)) {
      const { argumentExpression: key } = node;
      if (is(key)) return true;
      return is(node.expression) && !/(?:^|\.)SELF$/.test(key.getText(this.body.file));
    }
    if (ts.isCallExpression(node)) return this.#isRawCall(node);
    return false;
  }

  #isRawCall(call: ts.CallExpression): boolean {
    if (!call.arguments.some((one) => this.#isReference(one))) return false;
    const callee = unwrapped(call.expression);
    const name = calleeName(call) ?? "";
    if (this.#isBuilder(name) || OPERATORS.has(name) || name === "h") return false;
    if (ts.isPropertyAccessExpression(callee) && NAVIGATION.has(name)) return false;
    // A function written in place takes references as its parameters.
    return !isFunction(callee);
  }

  #isBuilder(name: string): boolean {
    return this.body.builders.has(name);
  }

  /** Whether the expression gives a reference, by what is written. */
  #isReference(expression: ts.Expression): boolean {
    const node = unwrapped(expression);
    if (ts.isIdentifier(node)) return this.#references.has(node.text);
    if (ts.isNewExpression(node)) return OPERATORS.has(calleeName(node) ?? "");
    if (ts.isTaggedTemplateExpression(node)) return /(?:^|\.)str$/.test(node.tag.getText());
    if (ts.isElementAccessExpression(node)) return this.#isReference(node.expression);
    if (!ts.isCallExpression(node)) return false;
    const name = calleeName(node) ?? "";
    if (this.#isBuilder(name) || OPERATORS.has(name)) return true;
    const callee = unwrapped(node.expression);
    return ts.isPropertyAccessExpression(callee) && NAVIGATION.has(name) &&
      (this.#isReference(callee.expression) || this.#isBuilder(callee.expression.getText()));
  }
}

function isTagged(span: ts.TemplateSpan): boolean {
  return ts.isTaggedTemplateExpression(span.parent.parent);
}
