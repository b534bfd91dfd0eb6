/**
 * The type that an author declared for a captured name. A pattern body sees its input without the
 * marks of defaults; the declared input type still has them.
 */
import ts from "typescript";
import { staticMemberName } from "../member-names.ts";
import type { SchemaTools } from "./schema-tools.ts";

export interface DeclaredType {
  readonly type: ts.Type;
  readonly node?: ts.TypeNode | undefined;
  /** A default stands for `undefined`. */
  readonly isDefined?: true;
}

/** A captured name: its type as the body sees it, and as its author declared it. */
export interface CaptureTypes {
  readonly seen: DeclaredType;
  readonly declared: DeclaredType | undefined;
}

export function typesOfCapture(symbol: ts.Symbol, tools: SchemaTools): CaptureTypes {
  return {
    seen: { type: tools.provenance.checker.getTypeOfSymbol(symbol) },
    declared: declaredType(symbol.valueDeclaration, tools),
  };
}

/** The type of a captured path, with its default if one is declared. */
export function capturedType(
  { seen, declared }: CaptureTypes,
  names: readonly string[],
  tools: SchemaTools,
): MemberType | undefined {
  const written = declared && memberType(declared, names, tools);
  if (written === undefined) return memberType(seen, names, tools);
  if (hasDefault(written.type, tools)) return { ...written, optional: false, isDefined: true };
  // The default of what a handle holds; the handle itself is there, or not, as the body sees it.
  const inBody = memberType(seen, names, tools);
  if (!holdsDefault(written.type, tools) && !hasLabel(written.type, tools)) return inBody;
  const admitsUndefined = inBody === undefined || mayBeUndefined(inBody.type);
  return {
    ...written,
    optional: inBody?.optional ?? false,
    ...(admitsUndefined ? {} : { isDefined: true as const }),
  };
}

function mayBeUndefined(type: ts.Type): boolean {
  const units = type.isUnion() ? type.types : [type];
  return units.some(({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0);
}

/** A label goes with the value wherever it goes. */
function hasLabel(type: ts.Type, { generator: { host } }: SchemaTools): boolean {
  const units = type.isUnion() ? type.types : [type];
  return units.some((unit) => host.marks(unit).label !== undefined);
}

function holdsDefault(type: ts.Type, tools: SchemaTools): boolean {
  const { host } = tools.generator;
  const units = type.isUnion() ? type.types : [type];
  return units.some((unit) => {
    const { handle } = host.marks(unit);
    return handle !== undefined &&
      (hasDefault(handle.inner, tools) || holdsDefault(handle.inner, tools));
  });
}

export interface MemberType extends DeclaredType {
  readonly optional: boolean;
}

/** The type of `names` below `from`; `undefined` where it cannot be told from the type alone. */
function memberType(
  from: DeclaredType,
  names: readonly string[],
  tools: SchemaTools,
): MemberType | undefined {
  const { checker } = tools.provenance;
  let at: DeclaredType = from;
  let optional = false;
  for (const name of names) {
    const symbol = at.type.isUnion() ? undefined : checker.getPropertyOfType(at.type, name);
    if (symbol === undefined) return undefined;
    optional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    at = { type: checker.getTypeOfSymbol(symbol), node: writtenType(symbol) };
  }
  return { ...at, optional };
}

function writtenType(symbol: ts.Symbol): ts.TypeNode | undefined {
  const declaration = symbol.valueDeclaration;
  return declaration !== undefined && ts.isPropertySignature(declaration)
    ? declaration.type
    : undefined;
}

function hasDefault(type: ts.Type, { generator: { host } }: SchemaTools): boolean {
  const units = type.isUnion() ? type.types : [type];
  return units.some((unit) => host.marks(unit).default !== undefined);
}

function declaredType(
  declaration: ts.Declaration | undefined,
  tools: SchemaTools,
): DeclaredType | undefined {
  const path: string[] = [];
  let at: ts.Node | undefined = declaration;
  while (at !== undefined && ts.isBindingElement(at)) {
    // A default of the binding says what an absent value is.
    if (at.initializer !== undefined || at.dotDotDotToken !== undefined) return undefined;
    const name = bindingKey(at);
    if (name === undefined) return undefined;
    path.unshift(name);
    at = at.parent.parent;
  }
  const root = at === undefined
    ? undefined
    : ts.isParameter(at)
    ? inputType(at, tools)
    : ts.isVariableDeclaration(at)
    ? initializerType(at, tools)
    : undefined;
  return root === undefined ? undefined : memberType(root, path, tools);
}

function bindingKey(element: ts.BindingElement): string | undefined {
  if (!ts.isObjectBindingPattern(element.parent)) return undefined;
  const name = element.propertyName ?? element.name;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** The declared input of the pattern whose parameter this is. */
function inputType(
  parameter: ts.ParameterDeclaration,
  { provenance }: SchemaTools,
): DeclaredType | undefined {
  const { checker } = provenance;
  if (parameter.type !== undefined) {
    return { type: checker.getTypeFromTypeNode(parameter.type), node: parameter.type };
  }
  const fn = parameter.parent;
  let call: ts.Node = fn.parent;
  while (ts.isParenthesizedExpression(call)) call = call.parent;
  if (fn.parameters[0] !== parameter || !ts.isCallExpression(call)) return undefined;
  const kind = provenance.builderOf(call)?.callKind;
  const node = call.typeArguments?.[0];
  if (node === undefined || (kind !== "pattern" && kind !== "render")) return undefined;
  return { type: checker.getTypeFromTypeNode(node), node };
}

/** `const { title } = input;` and `const title = input.title;` are names for the input's members. */
function initializerType(
  declaration: ts.VariableDeclaration,
  tools: SchemaTools,
): DeclaredType | undefined {
  if (declaration.type !== undefined || declaration.initializer === undefined) return undefined;
  const path: string[] = [];
  let at: ts.Expression = declaration.initializer;
  for (let name = staticMemberName(at); name !== undefined; name = staticMemberName(at)) {
    path.unshift(name);
    at = (at as ts.PropertyAccessExpression).expression;
  }
  if (!ts.isIdentifier(at)) return undefined;
  const symbol = tools.provenance.local(at);
  const root = symbol?.valueDeclaration === declaration
    ? undefined
    : declaredType(symbol?.valueDeclaration, tools);
  return root === undefined ? undefined : memberType(root, path, tools);
}
