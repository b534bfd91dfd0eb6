/** S3, S5 and S9: placeholders, namespaces and values assigned to `exports.N`. */
import type { AnyNode, AssignmentExpression, Expression, MemberExpression } from "acorn";
import { isExportName, LIMITS } from "@commonfabric/contract";
import { LIMIT_TEXTS } from "../messages.ts";
import type { Span } from "../rules.ts";
import type { ExportSurface } from "../verdict.ts";
import { judgeModuleValue } from "./judge-expression.ts";
import type { ModuleContext } from "./module-context.ts";
import { requiredModule } from "./requires.ts";
import { isIdentifier, isVoidZero, memberName } from "./shapes.ts";
import type { ValueClass } from "./value-class.ts";

type ExportAssignment = AssignmentExpression & { left: MemberExpression };

/** `exports.N = ...`, with a name that can be read off. */
export function isExportAssignment(node: AnyNode): node is ExportAssignment {
  return node.type === "AssignmentExpression" && node.operator === "=" &&
    node.left.type === "MemberExpression" && isIdentifier(node.left.object, "exports") &&
    memberName(node.left) !== undefined;
}

/** Judges `exports.N = exports.M = ... = EXPR`. */
export function checkExportAssignment(first: ExportAssignment, context: ModuleContext): void {
  const targets: MemberExpression[] = [];
  let value: Expression = first;
  while (isExportAssignment(value)) {
    targets.push(value.left);
    if (value.left.object.type === "Identifier") context.placed.add(value.left.object);
    value = value.right;
  }
  const assigned = isVoidZero(value)
    ? targets.filter((target) => !isPlaceholder(target, context))
    : targets;
  if (assigned.length === 0) return;
  const names = assigned.map((target) => memberName(target)!);
  context.items.push({ start: first.start, end: first.end, kind: "export", name: names[0]! });
  if (targets.length === 1) {
    const surface = namespaceSurface(names[0]!, value, context);
    if (surface !== undefined) {
      addExport(surface, "ref", assigned[0]!, context);
      return;
    }
  }
  context.subject = names[0]!;
  const judged = judgeModuleValue(context, value, "S9");
  assigned.forEach((target, at) => {
    const surface = valueSurface(names[at]!, value, context);
    addExport(surface, judged, target, context);
    if (surface.local !== undefined && isFunctionName(surface.local, context)) {
      context.hoistedExports.push({ name: surface.name, function: surface.local });
    }
  });
}

/** The first `= void 0` of a name announces it; a second one exports `undefined`. */
function isPlaceholder(target: MemberExpression, context: ModuleContext): boolean {
  const name = memberName(target)!;
  if (context.placeholders.has(name) || context.exports.has(name)) return false;
  context.placeholders.set(name, { start: target.start, end: target.end });
  return true;
}

/** Every announced name must be assigned or defined; a refused statement may have meant to. */
export function checkPlaceholders(context: ModuleContext): void {
  if (!context.findings.isEmpty) return;
  for (const [name, span] of context.placeholders) {
    if (!context.exports.has(name)) context.findings.add("S3", "verify:exports", span, name);
  }
}

/** `exports.N = require(L)` and `exports.N = __importStar(require(L))`. */
function namespaceSurface(
  name: string,
  value: Expression,
  context: ModuleContext,
): ExportSurface | undefined {
  const required = requiredModule(context, value, "S5");
  if (required === undefined) return undefined;
  if (required.kind === "host") {
    context.findings.add("S5", "verify:host-namespace", value, "it cannot be exported whole.");
  } else if (required.kind === "package") {
    context.findings.add("S5", "verify:package", value, required.specifier);
  } else if (required.interop === "default") {
    context.findings.add("S5", "verify:value", value);
  }
  context.escapedImports.add(required.specifier);
  return { name, kind: "namespace", from: required.specifier };
}

function valueSurface(name: string, value: Expression, context: ModuleContext): ExportSurface {
  if (value.type !== "Identifier") return { name, kind: "local" };
  const binding = context.bindings.get(value.name);
  if (binding === undefined) return { name, kind: "local" };
  if (binding.import !== undefined) {
    return { name, kind: "namespace", from: binding.import.specifier };
  }
  return { name, kind: "local", local: value.name };
}

function isFunctionName(name: string, context: ModuleContext): boolean {
  return context.bindings.get(name)?.kind === "function";
}

/** Adds `surface` to the exports; refuses impossible names, a second assignment, and a flood. */
export function addExport(
  surface: ExportSurface,
  value: ValueClass | undefined,
  at: Span,
  context: ModuleContext,
): void {
  const { name } = surface;
  if (!isExportName(name) || !name.isWellFormed()) {
    context.findings.add("S9", "verify:export-name", at, name);
  } else if (context.exports.has(name)) {
    context.findings.add("S9", "verify:duplicate-export", at, name);
    return;
  }
  context.exports.set(name, { surface, value });
  if (context.exports.size === LIMITS.exportsPerModule + 1) {
    context.findings.add("X10", "verify:limit", at, LIMIT_TEXTS.exportsPerModule);
  }
}
