/** S10, S11 and S12: hardening, registration and coverage probes. */
import type { AnyNode, CallExpression, ExpressionStatement, SequenceExpression } from "acorn";
import { LIMITS } from "@commonfabric/contract";
import type { ModuleContext } from "./module-context.ts";
import { callOf } from "./shapes.ts";

/** `__cfHardenFn(N);` for a function declaration. */
export function checkHardening(statement: ExpressionStatement, context: ModuleContext): void {
  const call = callOf(statement.expression, "__cfHardenFn")!;
  const [target] = call.arguments;
  context.placed.add(call.callee);
  addHelperItem(statement, context);
  const isFunction = call.arguments.length === 1 && target!.type === "Identifier" &&
    context.bindings.get(target!.name)?.kind === "function";
  if (!isFunction) context.findings.add("S10", "verify:helper", statement, "__cfHardenFn");
}

/** `__cfReg({ a, b });` as the last statement. */
export function checkRegistration(
  statement: ExpressionStatement,
  isLast: boolean,
  context: ModuleContext,
): void {
  const call = callOf(statement.expression, "__cfReg")!;
  context.placed.add(call.callee);
  addHelperItem(statement, context);
  const names = registeredNames(call, context);
  if (names === undefined || !isLast || context.hasRegistration) {
    context.findings.add("S11", "verify:helper", statement, "__cfReg");
  }
  context.hasRegistration = true;
  if (names !== undefined) context.registered.push(...names);
}

/** A registration that something hangs behind: the statement is refused, not the registrar's place. */
export function placeRegistration(sequence: SequenceExpression, context: ModuleContext): void {
  const call = callOf(sequence.expressions[0]!, "__cfReg");
  if (call !== undefined) context.placed.add(call.callee);
}

function registeredNames(call: CallExpression, context: ModuleContext): string[] | undefined {
  const [record] = call.arguments;
  if (call.arguments.length !== 1 || record!.type !== "ObjectExpression") return undefined;
  if (record.properties.length > LIMITS.registrationsPerModule) return undefined;
  const names = new Set<string>();
  for (const property of record.properties) {
    if (property.type !== "Property" || !property.shorthand) return undefined;
    if (property.value.type !== "Identifier") return undefined;
    const { name } = property.value;
    const binding = context.bindings.get(name);
    if (binding?.kind !== "const" || binding.value !== "builder") return undefined;
    if (names.has(name)) return undefined;
    names.add(name);
  }
  return [...names];
}

/** `__cfCover(INT);`: without a policy of coverage its name is a free one. */
export function isCoverageProbe(expression: CallExpression, context: ModuleContext): boolean {
  return context.probes.has(expression.callee);
}

function addHelperItem(node: AnyNode, context: ModuleContext): void {
  context.items.push({ start: node.start, end: node.end, kind: "helper" });
}
