/** Calls of builders at module level: one function, everything else data. */
import ts from "typescript";
import type { CallbackRule } from "@commonfabric/contract";
import { bare, isFunctionLiteral } from "./erased-syntax.ts";
import type { JudgedModule } from "./judged-module.ts";
import { isLiteralData, judgeData } from "./data-rules.ts";
import { knownKind } from "./known-kinds.ts";

export function judgeBuilderCall(module: JudgedModule, call: ts.CallExpression): void {
  const { findings } = module;
  const { callback: rule, maxArguments = Infinity } = module.hostExport(call.expression)!.verify!;
  const spread = call.arguments.find(ts.isSpreadElement);
  if (spread !== undefined) return findings.refuse("builder-call", spread);
  const surplus = call.arguments[maxArguments];
  if (surplus !== undefined) findings.refuse("builder-call", surplus);
  if (rule?.kind === "builder-record" || rule?.kind === "builder-argument") return;
  const callback = callbackOf(module, call.arguments, rule!);
  if (callback === undefined) findings.refuse("builder-call", call.arguments[0] ?? call);
  for (const argument of call.arguments) {
    if (argument === callback) continue;
    if (isFunction(module, argument)) findings.refuse("value", argument);
    else if (!isLiteralData(module, argument) && knownKind(module, argument) === undefined) {
      if (module.isRaw) findings.refuse("value", argument);
      else judgeData(module, argument);
    }
  }
}

/** The argument that is the callback: a function in place or the name of one of this module. */
function callbackOf(
  module: JudgedModule,
  args: readonly ts.Expression[],
  rule: CallbackRule,
): ts.Expression | undefined {
  const places = rule.kind === "argument"
    ? [rule.index]
    : rule.kind === "first-of"
    ? Array.from({ length: rule.count }, (_, index) => index)
    : rule.kind === "first-or"
    ? [rule.first ?? 0, rule.otherwise]
    : [];
  const at = places.map((index) => args[index]).filter((argument) => argument !== undefined);
  return at.find((argument) => isFunctionLiteral(bare(argument))) ??
    at.find((argument) => isFunction(module, argument));
}

function isFunction(module: JudgedModule, argument: ts.Expression): boolean {
  const node = bare(argument);
  if (isFunctionLiteral(node)) return true;
  return ts.isIdentifier(node) && module.bindingOf(node)?.value === "function";
}
