/** What names become: declarations, destructuring, assignments. */
import ts from "typescript";
import { withoutAssertions } from "../../walk.ts";
import { propertyKey, staticKey } from "./keys.ts";
import type { Unit } from "./unit.ts";
import { useValue } from "./uses.ts";
import { join, member, nest, NOTHING, unknownMember, type Value, whole } from "./value.ts";

/** Binds the names of a declaration to `value` and its members. */
export function bindName(unit: Unit, name: ts.BindingName, value: Value): void {
  if (ts.isIdentifier(name)) {
    const symbol = unit.host.provenance.checker.getSymbolAtLocation(name);
    if (symbol !== undefined) unit.bind(symbol, value);
    return;
  }
  unit.record("presence", value);
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const taken = ts.isObjectBindingPattern(name)
      ? objectMember(unit, element, value)
      : arrayMember(element, value, index);
    bindName(unit, element.name, withDefault(unit, element.initializer, taken));
  });
}

function withDefault(unit: Unit, initializer: ts.Expression | undefined, value: Value): Value {
  if (initializer === undefined) return value;
  const literal = staticValue(initializer);
  if (literal !== undefined) {
    for (const ref of whole(value)) if (!ref.dynamic) unit.addDefault(ref, literal.value);
  }
  return join(value, unit.sourceOf(initializer));
}

function objectMember(unit: Unit, element: ts.BindingElement, value: Value): Value {
  if (element.dotDotDotToken !== undefined) return spread(unit, value);
  const name = element.propertyName ?? element.name;
  if (ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)) return NOTHING;
  if (ts.isComputedPropertyName(name)) unit.recordDeep("reads", unit.sourceOf(name.expression));
  const key = propertyKey(unit, name);
  return key === undefined ? unknownMember(value) : member(value, key);
}

function arrayMember(
  element: ts.BindingElement,
  value: Value,
  index: number,
): Value {
  return element.dotDotDotToken === undefined
    ? member(value, String(index))
    : nest("*", member(value, "*"));
}

/** What `...value` copies of an object: of a tracked one everything is read. */
export function spread(unit: Unit, value: Value): Value {
  unit.record("wildcards", value);
  return value;
}

/** Literals of literals: what can stand in a schema as a default. */
export function staticValue(node: ts.Expression): { readonly value: unknown } | undefined {
  const inner = withoutAssertions(node);
  if (ts.isStringLiteralLike(inner)) return { value: inner.text };
  if (ts.isNumericLiteral(inner)) return { value: Number(inner.text) };
  if (inner.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (inner.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (inner.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (
    ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(inner.operand)
  ) return { value: -Number(inner.operand.text) };
  if (ts.isArrayLiteralExpression(inner)) {
    const items = inner.elements.map(staticValue);
    return items.some((item) => item === undefined)
      ? undefined
      : { value: items.map((item) => item!.value) };
  }
  if (!ts.isObjectLiteralExpression(inner)) return undefined;
  const entries: [string, unknown][] = [];
  for (const property of inner.properties) {
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) {
      return undefined;
    }
    const item = staticValue(property.initializer);
    if (item === undefined || ts.isBigIntLiteral(property.name)) return undefined;
    entries.push([property.name.text, item.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** `target = value`; with `isUpdate` the old value is read as well. */
export function assign(
  unit: Unit,
  target: ts.Expression,
  value: Value,
  options: { readonly type: ts.Type; readonly isUpdate?: boolean },
): void {
  const node = withoutAssertions(target);
  if (ts.isIdentifier(node)) {
    const symbol = unit.host.provenance.local(node);
    if (symbol === undefined) return;
    if (options.isUpdate) unit.record("reads", unit.lookup(symbol));
    return unit.bind(symbol, value);
  }
  if (ts.isPropertyAccessExpression(node)) {
    return assignMember(unit, node, node.name.text, value, options);
  }
  if (ts.isElementAccessExpression(node)) {
    unit.recordDeep("reads", unit.sourceOf(node.argumentExpression));
    return assignMember(unit, node, staticKey(unit, node.argumentExpression), value, options);
  }
  if (ts.isArrayLiteralExpression(node)) {
    unit.record("presence", value);
    node.elements.forEach((element, index) => {
      if (ts.isOmittedExpression(element)) return;
      if (ts.isSpreadElement(element)) {
        return assign(unit, element.expression, nest("*", member(value, "*")), options);
      }
      assignWithDefault(unit, element, member(value, String(index)));
    });
    return;
  }
  if (ts.isObjectLiteralExpression(node)) return assignProperties(unit, node, value, options);
  useValue(unit, value, options.type, "store");
}

function assignWithDefault(unit: Unit, target: ts.Expression, value: Value): void {
  if (
    ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.EqualsToken
  ) {
    const all = join(value, unit.sourceOf(target.right));
    return assign(unit, target.left, all, { type: unit.typeOf(target.left) });
  }
  assign(unit, target, value, { type: unit.typeOf(target) });
}

function assignProperties(
  unit: Unit,
  node: ts.ObjectLiteralExpression,
  value: Value,
  options: { readonly type: ts.Type },
): void {
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      assign(unit, property.expression, spread(unit, value), options);
    } else if (ts.isShorthandPropertyAssignment(property)) {
      const fallback = property.objectAssignmentInitializer;
      const own = member(value, property.name.text);
      const all = fallback === undefined ? own : join(own, unit.sourceOf(fallback));
      assign(unit, property.name, all, { type: unit.typeOf(property.name) });
    } else if (ts.isPropertyAssignment(property)) {
      const key = propertyKey(unit, property.name);
      const own = key === undefined ? unknownMember(value) : member(value, key);
      assignWithDefault(unit, property.initializer, own);
    }
  }
}

function assignMember(
  unit: Unit,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  key: string | undefined,
  value: Value,
  options: { readonly type: ts.Type; readonly isUpdate?: boolean },
): void {
  const base = unit.sourceOf(node.expression);
  writeMember(unit, base, key);
  if (options.isUpdate) {
    unit.record("reads", key === undefined ? unknownMember(base) : member(base, key));
  }
  putMember(unit, node.expression, base, { key: key ?? "*", value, type: options.type });
}

/** The member of a tracked object is replaced; what a fresh one held before is left alone. */
export function writeMember(unit: Unit, base: Value, key: string | undefined): void {
  const owner = whole(base);
  unit.record("writes", key === undefined ? unknownMember(owner) : member(owner, key));
}

/**
 * Puts `value` into the object that `holder` names. A fresh object keeps it as a member, which is
 * used when the member is; in a tracked one it becomes data.
 */
export function putMember(
  unit: Unit,
  holder: ts.Expression,
  base: Value,
  put: { readonly key: string; readonly value: Value; readonly type: ts.Type },
): void {
  if (unit.host.handles.isPrimitive(put.type)) return useValue(unit, put.value, put.type, "store");
  const symbol = holderOf(unit, holder);
  const isFresh = whole(base).length === 0;
  if (symbol !== undefined) {
    unit.bind(symbol.symbol, nestPath([...symbol.path, put.key], put.value));
  }
  if (symbol === undefined || !isFresh) useValue(unit, put.value, put.type, "store");
}

function nestPath(path: readonly string[], value: Value): Value {
  return path.reduceRight((inner, key) => nest(key, inner), value);
}

/** The name, and the members below it, that the expression stands for. */
function holderOf(
  unit: Unit,
  node: ts.Expression,
): { readonly symbol: ts.Symbol; readonly path: readonly string[] } | undefined {
  const path: string[] = [];
  let at = withoutAssertions(node);
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
    path.unshift(
      ts.isPropertyAccessExpression(at)
        ? at.name.text
        : staticKey(unit, at.argumentExpression) ?? "*",
    );
    at = withoutAssertions(at.expression);
  }
  const symbol = ts.isIdentifier(at) ? unit.host.provenance.local(at) : undefined;
  return symbol === undefined ? undefined : { symbol, path };
}
