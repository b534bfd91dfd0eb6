/** The arguments of a builder call that stands, or will stand, at module level. */
import ts from "typescript";
import type { ExportSpec } from "@commonfabric/api";
import type { CallbackRule } from "@commonfabric/contract";
import { diagnostic } from "../diagnostics.generated.ts";
import { isDirectFunction, withoutAssertions } from "../walk.ts";
import { isLiteralData } from "./data-problems.ts";
import type { FactsBuilder } from "./facts-builder.ts";
import { knownValue } from "./known-value.ts";
import { reportNoData } from "./frozen-data.ts";

/** Hoists arguments that are no literals of known values as data. */
export function analyzeBuilderArguments(
  facts: FactsBuilder,
  call: ts.CallExpression,
  builder: ExportSpec,
): void {
  facts.useHelperCallee(call);
  const callback = callbackIndex(call, builder.verify?.callback);
  if (call.arguments.some(ts.isSpreadElement)) return;
  // Its argument is a record of builders, which stays as it is written.
  if (builder.verify?.callback?.kind === "builder-record") return;
  for (const [index, argument] of call.arguments.entries()) {
    if (index === callback) continue;
    if (isFunctionValue(facts, argument)) {
      facts.report(diagnostic.moduleFunctionInData(argument, {
        path: `${builder.name}(...)[${index}]`,
      }));
      continue;
    }
    if (knownValue(facts, argument) !== undefined || isLiteralData(facts, argument)) continue;
    const node = withoutAssertions(argument);
    if (reportNoData(facts, node, `${builder.name}(...)[${index}]`)) continue;
    facts.act(node, { kind: "hoist-data", name: facts.nextTemporary() });
  }
}

function isFunctionValue(facts: FactsBuilder, argument: ts.Expression): boolean {
  return isDirectFunction(withoutAssertions(argument)) || knownValue(facts, argument) === "func";
}

/** The position of the callback, by the same rule as the verifier's. */
export function callbackIndex(
  call: ts.CallExpression,
  rule: CallbackRule | undefined,
): number | undefined {
  const isDirect = (index: number) => {
    const argument = call.arguments[index];
    return argument !== undefined && isDirectFunction(withoutAssertions(argument));
  };
  switch (rule?.kind) {
    case undefined:
    case "builder-argument":
    case "builder-record":
      return undefined;
    case "argument":
      return rule.index;
    case "first-of": {
      for (let index = 0; index < rule.count; index++) if (isDirect(index)) return index;
      return 0;
    }
    case "first-or":
      // With schemas in front of it the function comes last; alone it may be given by name.
      return isDirect(0) || call.arguments.length <= rule.otherwise ? 0 : rule.otherwise;
    default:
      return rule satisfies never;
  }
}
