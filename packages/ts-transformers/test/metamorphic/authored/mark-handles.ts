/**
 * Tells the plain runtime which members of a builder's input are handles: types decide that, and
 * types are gone when the authored text runs. `pattern(fn)` becomes
 * `pattern(__cfHelpers.withHandles(["count"], fn))`; nothing else changes.
 */
import ts from "typescript";

/** Which parameter of the callback is the input. */
const INPUT_INDEX: ReadonlyMap<string, number> = new Map([
  ["pattern", 0],
  ["render", 0],
  ["lift", 0],
  ["handler", 1],
]);

export function markHandles(checker: ts.TypeChecker): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    // A tree that the parser had to guess has nodes that no visitor knows, and nothing runs it.
    const { parseDiagnostics } = file as ts.SourceFile & {
      readonly parseDiagnostics?: readonly unknown[];
    };
    if ((parseDiagnostics?.length ?? 0) > 0) return file;
    const visit = (node: ts.Node): ts.Node => {
      const marked = markedCall(context.factory, checker, node);
      return ts.visitEachChild(marked ?? node, visit, context);
    };
    return ts.visitEachChild(file, visit, context);
  };
}

function markedCall(
  factory: ts.NodeFactory,
  checker: ts.TypeChecker,
  node: ts.Node,
): ts.Node | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const callee = withoutParentheses(node.expression);
  const index = INPUT_INDEX.get(importedName(checker, callee) ?? "");
  if (index === undefined) return undefined;
  const at = node.arguments.findIndex((one) => isCallback(checker, one));
  if (at < 0) return undefined;
  const callback = node.arguments[at]!;
  const keys = handleKeys(checker, callback, index);
  const wrapped = factory.createCallExpression(
    factory.createPropertyAccessExpression(
      factory.createIdentifier("__cfHelpers"),
      "withHandles",
    ),
    undefined,
    [
      factory.createArrayLiteralExpression(keys.map((key) => factory.createStringLiteral(key))),
      callback,
    ],
  );
  const changed = node.arguments.map((one, position) => position === at ? wrapped : one);
  return factory.updateCallExpression(node, node.expression, node.typeArguments, changed);
}

/** The name of a builder in its own module, whatever the import calls it. */
function importedName(checker: ts.TypeChecker, callee: ts.Expression): string | undefined {
  const symbol = checker.getSymbolAtLocation(callee);
  if (symbol === undefined) return undefined;
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol).name : symbol.name;
}

function withoutParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

function isCallback(checker: ts.TypeChecker, argument: ts.Expression): boolean {
  return checker.getTypeAtLocation(argument).getCallSignatures().length > 0;
}

function handleKeys(checker: ts.TypeChecker, callback: ts.Expression, index: number): string[] {
  const [signature] = checker.getTypeAtLocation(callback).getCallSignatures();
  const parameter = signature?.parameters[index];
  if (parameter === undefined) return [];
  const type = checker.getTypeOfSymbolAtLocation(parameter, callback);
  return checker.getPropertiesOfType(type)
    .filter((member) => {
      const whole = checker.getTypeOfSymbolAtLocation(member, callback);
      return isHandle(checker, checker.getNonNullableType(whole));
    })
    .map(({ name }) => name);
}

function isHandle(checker: ts.TypeChecker, type: ts.Type): boolean {
  return checker.getPropertiesOfType(type).some(({ name }) => name.startsWith("__@CELL_BRAND"));
}
