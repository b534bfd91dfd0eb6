/** Calls in module-level expressions: hardening, data helpers, builders; everything else is refused. */
import type { CallExpression, Expression } from "acorn";
import { judgeBuilder } from "./builders.ts";
import { trustedCallee } from "./host-rules.ts";
import { DATA } from "./judge-expression.ts";
import type { Pending, Place } from "./judge-expression.ts";
import type { ModuleContext } from "./module-context.ts";
import { callOf, isDirectFunction, stringValue } from "./shapes.ts";
import { isRefusal, refusal } from "./value-class.ts";
import type { Judgement } from "./value-class.ts";

/** The data helper whose argument may be computed. */
const DATA_HELPER = "__cf_data";

export function judgeCall(
  context: ModuleContext,
  node: CallExpression,
  place: Place,
): Judgement | Pending {
  if (callOf(node, "__cfHardenFn") !== undefined) {
    if (isHardenedFunction(node)) return "func";
    const [own] = node.arguments;
    if (own?.type === "ClassExpression") return refusal("verify:class", own, "", true);
    return refusal("verify:helper", node, "__cfHardenFn", true);
  }
  const callee = trustedCallee(context, node.callee);
  if (callee?.verify?.callback !== undefined) return judgeBuilder(context, node, callee);
  if (callee?.verify?.data === true) {
    return judgeDataHelper(context, node, place, callee.name);
  }
  return refusal("verify:call-result", node);
}

/** `__cfHardenFn(F)` and `__cfHardenFn(F, S)` with a function written in place. */
export function isHardenedFunction(node: Expression): boolean {
  const call = callOf(node, "__cfHardenFn");
  if (call === undefined) return false;
  const [fn, name] = call.arguments;
  return call.arguments.length >= 1 && call.arguments.length <= 2 && isDirectFunction(fn!) &&
    (name === undefined || stringValue(name) !== undefined);
}

/** `__cf_data(D)` and `schema(D)`; what is no literal is computed by `__cf_data` alone. */
function judgeDataHelper(
  context: ModuleContext,
  node: CallExpression,
  place: Place,
  name: string,
): Judgement | Pending {
  const [argument] = node.arguments;
  if (node.arguments.length !== 1 || argument!.type === "SpreadElement") {
    return refusal("verify:helper", node, name, true);
  }
  return {
    operands: [argument!],
    place: DATA,
    combine: ([judged]) => {
      const refused = isRefusal(judged!) ? judged : undefined;
      if (refused === undefined && judged !== "func" && judged !== "builder") return "data";
      if (refused?.isFinal === true) return refused;
      if (name !== DATA_HELPER) return refused ?? refusal("verify:value", argument!);
      if (!context.policy.allowThunks || !place.thunks) {
        return refusal("verify:thunk", argument!, "", true);
      }
      context.addThunk(argument!);
      return "data";
    },
  };
}
