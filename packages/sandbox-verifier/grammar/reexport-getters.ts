/**
 * `Object.defineProperty(exports, ...)`: the `__esModule` flag (S2) and the getters of re-exports
 * (S6). Each is one exact tree; linking is static, so the loader ignores what they would define.
 */
import type {
  AnyNode,
  CallExpression,
  Expression,
  ExpressionStatement,
  Identifier,
  ObjectExpression,
  Property,
} from "acorn";
import { addExport } from "./export-statements.ts";
import type { ModuleContext } from "./module-context.ts";
import { callOf, isIdentifier, memberName, stringValue } from "./shapes.ts";

/** Judges a statement whose callee is `Object.defineProperty`. */
export function checkDefineProperty(
  statement: ExpressionStatement,
  context: ModuleContext,
): void {
  const call = statement.expression as CallExpression;
  const [target, key, descriptor] = call.arguments;
  const name = stringValue(key);
  if (isIdentifier(target, "exports")) context.placed.add(target);
  if (
    !context.isGlobal("Object") || call.arguments.length !== 3 ||
    !isIdentifier(target, "exports") || name === undefined ||
    descriptor?.type !== "ObjectExpression"
  ) {
    refuse(statement, context, "S6");
    return;
  }
  if (name === "__esModule") {
    if (!isFlagDescriptor(descriptor)) refuse(statement, context, "S2");
    return;
  }
  const returned = returnedByGetter(descriptor);
  const member = returned === undefined ? undefined : importMember(returned, context);
  if (member === undefined) {
    refuse(statement, context, "S6");
    return;
  }
  checkReexport(name, member, statement, key as AnyNode, context);
}

function refuse(
  statement: ExpressionStatement,
  context: ModuleContext,
  rule: "S2" | "S6",
): void {
  context.findings.add(rule, "verify:statement", statement);
  context.items.push({ start: statement.start, end: statement.end, kind: "unknown" });
}

/** `{ value: true }`. */
function isFlagDescriptor(descriptor: ObjectExpression): boolean {
  const [value] = descriptor.properties;
  return descriptor.properties.length === 1 && isPlainProperty(value, "value") &&
    isTrue(value.value);
}

/** `EXPR` of `{ enumerable: true, get: function () { return EXPR; } }`. */
function returnedByGetter(descriptor: ObjectExpression): Expression | undefined {
  const [enumerable, get] = descriptor.properties;
  if (descriptor.properties.length !== 2) return undefined;
  if (!isPlainProperty(enumerable, "enumerable") || !isTrue(enumerable.value)) return undefined;
  if (!isPlainProperty(get, "get") || get.value.type !== "FunctionExpression") return undefined;
  const { id, params, async, generator, body } = get.value;
  if ((id ?? null) !== null || params.length > 0 || async || generator) return undefined;
  const [only] = body.body;
  if (body.body.length !== 1 || only!.type !== "ReturnStatement") return undefined;
  return only!.argument ?? undefined;
}

interface ImportMember {
  readonly binding: Identifier;
  readonly name: string;
}

/** `I.M`, `I["M"]` or `__importDefault(I).default`. */
function importMember(node: Expression, context: ModuleContext): ImportMember | undefined {
  if (node.type !== "MemberExpression") return undefined;
  const name = memberName(node);
  if (name === undefined) return undefined;
  if (node.object.type === "Identifier") return { binding: node.object, name };
  const wrapper = callOf(node.object, "__importDefault");
  const binding = wrapper?.arguments.length === 1 ? wrapper.arguments[0] : undefined;
  if (wrapper === undefined || binding?.type !== "Identifier" || name !== "default") {
    return undefined;
  }
  if (context.bindings.get(binding.name)?.import === undefined) return undefined;
  context.placed.add(wrapper.callee).add(binding);
  return { binding, name };
}

function checkReexport(
  name: string,
  member: ImportMember,
  statement: ExpressionStatement,
  key: AnyNode,
  context: ModuleContext,
): void {
  const imported = context.bindings.get(member.binding.name)?.import;
  if (imported === undefined) {
    refuse(statement, context, "S6");
    return;
  }
  // A `var` binding may appear here and nowhere else.
  context.getterReads.add(member.binding);
  context.noteName(imported.specifier, member.name);
  const surface = {
    name,
    kind: "reexport",
    from: imported.specifier,
    imported: member.name,
  } as const;
  addExport(surface, "ref", key, context);
  context.items.push({ start: statement.start, end: statement.end, kind: "export", name });
  if (imported.kind === "package") {
    context.findings.add("S6", "verify:package", statement, imported.specifier);
  }
}

function isPlainProperty(node: AnyNode | undefined, name: string): node is Property {
  return node?.type === "Property" && node.kind === "init" && !node.computed && !node.method &&
    isIdentifier(node.key, name);
}

function isTrue(node: AnyNode): boolean {
  return node.type === "Literal" && node.value === true;
}
