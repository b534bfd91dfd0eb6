/** The nodes that the rewrite makes. Authored nodes are moved into them, never copied. */
import ts from "typescript";

const { factory } = ts;

/** `__cfHelpers.<name>`. */
export function helper(name: string): ts.Expression {
  return factory.createPropertyAccessExpression(factory.createIdentifier("__cfHelpers"), name);
}

/** `__cfHelpers.<name>(<values>)` with the source-map range of `authored`. */
export function helperCall(
  name: string,
  values: readonly ts.Expression[],
  authored: ts.Node,
): ts.Expression {
  return at(factory.createCallExpression(helper(name), undefined, values), authored);
}

/** The parameter of a canonicalised pattern callback. */
export function patternInput(): ts.Identifier {
  return factory.createIdentifier("__cf_pattern_input");
}

/** `__cfHelpers.__cf_data(<value>)` with the source-map range of `authored`. */
export function dataCall(value: ts.Expression, authored: ts.Node): ts.Expression {
  return at(factory.createCallExpression(helper("__cf_data"), undefined, [value]), authored);
}

/** `__cfHardenFn(<fn>, "name")` with the source-map range of the function. */
export function hardenCall(
  fn: ts.Expression,
  name: string | undefined,
  authored: ts.Node,
): ts.Expression {
  const call = factory.createCallExpression(factory.createIdentifier("__cfHardenFn"), undefined, [
    fn,
    ...(name === undefined ? [] : [factory.createStringLiteral(name)]),
  ]);
  return at(call, authored);
}

/** `[export] const <name> = <value>;` */
export function constant(
  name: ts.Identifier | ts.BindingPattern | string,
  value: ts.Expression,
  options: { readonly exported?: boolean; readonly authored: ts.Node },
): ts.Statement {
  const declaration = factory.createVariableDeclaration(name, undefined, undefined, value);
  const statement = factory.createVariableStatement(
    options.exported === true ? [factory.createModifier(ts.SyntaxKind.ExportKeyword)] : undefined,
    factory.createVariableDeclarationList([at(declaration, options.authored)], ts.NodeFlags.Const),
  );
  return at(statement, options.authored);
}

/** `<base>.a[0]...` */
export function pathExpression(
  base: string,
  path: readonly (string | number)[],
): ts.Expression {
  return path.reduce<ts.Expression>(
    (inner, key) =>
      typeof key === "number"
        ? factory.createElementAccessExpression(inner, key)
        : isIdentifierName(key)
        ? factory.createPropertyAccessExpression(inner, key)
        : factory.createElementAccessExpression(inner, factory.createStringLiteral(key)),
    factory.createIdentifier(base),
  );
}

/** The key of an object literal's property. A computed `__proto__` is an ordinary own property. */
export function propertyKey(key: string): ts.PropertyName {
  if (key === "__proto__") {
    return factory.createComputedPropertyName(factory.createStringLiteral(key));
  }
  return isIdentifierName(key) ? factory.createIdentifier(key) : factory.createStringLiteral(key);
}

/** Whether `text` may follow a dot. */
export function isIdentifierName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}

/** `node` with the source-map range of `authored`. A text range would change what is printed. */
export function at<T extends ts.Node>(node: T, authored: ts.Node): T {
  return ts.setSourceMapRange(node, authored);
}
