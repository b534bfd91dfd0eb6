/** An emitted body as a tree, and the builders in it: what graph assertions look at. */
import ts from "typescript";
import { HOIST_NAME } from "@commonfabric/contract";

/** A builder call at module scope, as it was emitted. */
export interface EmittedBuilder {
  readonly name: string;
  readonly kind: "pattern" | "lift" | "handler";
  readonly call: ts.CallExpression;
  readonly callback: ts.FunctionLikeDeclaration | undefined;
  /** Index of its statement in the body. */
  readonly statement: number;
}

export interface EmittedBody {
  readonly file: ts.SourceFile;
  readonly builders: ReadonlyMap<string, EmittedBuilder>;
  /** Names in `__cfReg({ ... })`, one list for each call. */
  readonly registrations: readonly (readonly string[])[];
}

const KINDS: ReadonlyMap<string, EmittedBuilder["kind"]> = new Map([
  ["pattern", "pattern"],
  ["render", "pattern"],
  ["lift", "lift"],
  ["handler", "handler"],
]);

/** Parses `body` and finds its builders. */
export function readEmitted(body: string): EmittedBody {
  const file = ts.createSourceFile("/body.js", body, ts.ScriptTarget.ES2023, true);
  const builders = new Map<string, EmittedBuilder>();
  const registrations: string[][] = [];
  file.statements.forEach((statement, index) => {
    for (const [name, value] of bindings(statement)) {
      const call = unwrapped(value);
      if (!ts.isCallExpression(call)) continue;
      const kind = KINDS.get(calleeName(call) ?? "");
      if (kind === undefined) continue;
      const callback = call.arguments.map(unwrapped).find(isFunction);
      builders.set(name, { name, kind, call, callback, statement: index });
    }
    const registered = registeredNames(statement);
    if (registered !== undefined) registrations.push(registered);
  });
  return { file, builders, registrations };
}

/** `const name = value` and `exports.name = value`. */
function bindings(statement: ts.Statement): readonly (readonly [string, ts.Expression])[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((one) =>
      ts.isIdentifier(one.name) && one.initializer !== undefined
        ? [[one.name.text, one.initializer] as const]
        : []
    );
  }
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) {
    return [];
  }
  const { left, right } = statement.expression;
  return ts.isPropertyAccessExpression(left) ? [[left.name.text, right]] : [];
}

function registeredNames(statement: ts.Statement): string[] | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const call = statement.expression;
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  if (call.expression.text !== "__cfReg") return undefined;
  const [names] = call.arguments;
  if (names === undefined || !ts.isObjectLiteralExpression(names)) return [];
  return names.properties.map((one) => one.name?.getText() ?? "");
}

/** The last name of a callee: `lift` of `(0, commonfabric_1.lift)` and of `__cfHelpers.lift`. */
export function calleeName(call: ts.CallExpression | ts.NewExpression): string | undefined {
  const callee = unwrapped(call.expression);
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

/** Without parentheses and without the `(0, f)` that TypeScript writes around imported callees. */
export function unwrapped(expression: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(expression)) return unwrapped(expression.expression);
  const isComma = ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.CommaToken;
  return isComma ? unwrapped(expression.right) : expression;
}

export function isFunction(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** The argument or state schema of a builder (position 1 in every form), when it is written as a literal. */
export function argumentSchema({ call }: EmittedBuilder): unknown {
  const argument = call.arguments[1];
  return argument === undefined ? undefined : literalValue(unwrapped(argument));
}

/** The JSON value of a literal expression. */
export function literalValue(node: ts.Expression): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node)) return -Number(literalValue(node.operand));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literalValue);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return Object.fromEntries(
    node.properties.flatMap((one) =>
      ts.isPropertyAssignment(one) && !ts.isComputedPropertyName(one.name)
        ? [[nameText(one.name), literalValue(one.initializer)]]
        : []
    ),
  );
}

export function nameText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : name.getText();
}

export function isHoist(name: string): boolean {
  return HOIST_NAME.test(name);
}
