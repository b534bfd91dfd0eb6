/** What a body imports, exports and declares, as TypeScript sees it. */
import ts from "typescript";
import type { Verdict } from "@commonfabric/sandbox-verifier";
import { parseWithTypeScript } from "./tokens.ts";

export interface BodySurface {
  /** Specifiers in order of first `require`. */
  readonly imports: readonly string[];
  /** Names, sorted by UTF-16 units. */
  readonly exports: readonly string[];
  readonly starTargets: readonly string[];
  readonly functions: readonly string[];
  readonly registered: readonly string[];
}

/** The same parts of a verdict. */
export function surfaceOfVerdict(verdict: Verdict): BodySurface {
  return {
    imports: verdict.imports,
    exports: sorted(verdict.exports.map(({ name }) => name)),
    starTargets: verdict.starTargets,
    functions: verdict.topLevelFunctions,
    registered: verdict.hoistSymbols,
  };
}

/** Read off the statements of `body`. */
export function surfaceByTypeScript(body: string): BodySurface {
  const file = parseWithTypeScript(body);
  const imports = new Set<string>();
  const exports = new Set<string>();
  const stars = new Set<string>();
  const functions: string[] = [];
  const registered: string[] = [];
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement)) functions.push(statement.name!.text);
    const star = starTarget(statement);
    if (star !== undefined) stars.add(star);
    for (const specifier of requiredBy(statement)) imports.add(specifier);
    for (const name of exportedBy(statement)) exports.add(name);
    registered.push(...registeredBy(statement));
  }
  return {
    imports: [...imports],
    exports: sorted(exports),
    starTargets: [...stars],
    functions,
    registered,
  };
}

function sorted(names: Iterable<string>): string[] {
  return [...names].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
}

function calls(root: ts.Node, callee: string): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    const isCall = ts.isCallExpression(node) && ts.isIdentifier(node.expression) &&
      node.expression.text === callee;
    if (isCall) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function requiredBy(statement: ts.Statement): string[] {
  return calls(statement, "require").map(({ arguments: [specifier] }) =>
    (specifier as ts.StringLiteral).text
  );
}

function starTarget(statement: ts.Statement): string | undefined {
  const [star] = calls(statement, "__exportStar");
  return star === undefined ? undefined : requiredBy(statement)[0];
}

function registeredBy(statement: ts.Statement): string[] {
  const [call] = calls(statement, "__cfReg");
  const record = call?.arguments[0];
  if (record === undefined || !ts.isObjectLiteralExpression(record)) return [];
  return record.properties.map(({ name }) => (name as ts.Identifier).text);
}

/** `exports.N = V` in chains, and `Object.defineProperty(exports, "N", ...)`. */
function exportedBy(statement: ts.Statement): string[] {
  if (!ts.isExpressionStatement(statement)) return [];
  const names: string[] = [];
  let expression: ts.Expression = statement.expression;
  if (ts.isCallExpression(expression) && expression.expression.getText().startsWith("Object.")) {
    const name = (expression.arguments[1] as ts.StringLiteral).text;
    return name === "__esModule" ? [] : [name];
  }
  while (ts.isBinaryExpression(expression)) {
    if (expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) break;
    const name = exportName(expression.left);
    if (name === undefined) break;
    names.push(name);
    expression = expression.right;
  }
  return names;
}

function exportName(node: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  if (!ts.isIdentifier(node.expression) || node.expression.text !== "exports") return undefined;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteral(node.argumentExpression) ? node.argumentExpression.text : undefined;
}
