/** Operators, conditionals and templates of module-level expressions. */
import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  LogicalExpression,
  TemplateLiteral,
  UnaryExpression,
} from "acorn";
import { operandPlace } from "./judge-expression.ts";
import type { Pending, Place } from "./judge-expression.ts";
import type { ModuleContext } from "./module-context.ts";
import { judgeIdentifier } from "./names-and-members.ts";
import { firstRefusal, isRefusal, refusal } from "./value-class.ts";
import type { Judgement } from "./value-class.ts";

/** A template whose parts are primitives or references. */
export function judgeTemplate(node: TemplateLiteral, place: Place): Judgement | Pending {
  return primitiveOf(node.expressions, place);
}

/** `- + ! ~ typeof void`; `typeof` of any known name. */
export function judgeUnary(
  context: ModuleContext,
  node: UnaryExpression,
  place: Place,
): Judgement | Pending {
  if (node.operator === "delete") return refusal("verify:value", node);
  if (node.operator === "typeof" && node.argument.type === "Identifier") {
    if (context.isGlobal(node.argument.name)) return "prim";
    const judgement = judgeIdentifier(context, node.argument);
    return isRefusal(judgement) ? judgement : "prim";
  }
  return primitiveOf([node.argument], place);
}

/** Arithmetic, bitwise, comparison and equality; not `in`, not `instanceof`. */
export function judgeBinary(node: BinaryExpression, place: Place): Judgement | Pending {
  if (node.operator === "in" || node.operator === "instanceof") {
    return refusal("verify:value", node);
  }
  return primitiveOf([node.left as Expression, node.right], place);
}

/** `&&`, `||`, `??`: the class of both sides if equal. */
export function judgeLogical(node: LogicalExpression, place: Place): Pending {
  return {
    operands: [node.left, node.right],
    place: operandPlace(place),
    combine: (sides) => firstRefusal(sides) ?? commonClass(sides),
  };
}

/** `c ? a : b`: the class of both branches if equal. */
export function judgeConditional(node: ConditionalExpression, place: Place): Pending {
  return {
    operands: [node.test, node.consequent, node.alternate],
    place: operandPlace(place),
    combine: (parts) => firstRefusal(parts) ?? commonClass(parts.slice(1)),
  };
}

function commonClass(branches: readonly Judgement[]): Judgement {
  return branches[0] === branches[1] ? branches[0]! : "ref";
}

function primitiveOf(operands: readonly Expression[], place: Place): Pending {
  return {
    operands,
    place: operandPlace(place),
    combine: (judged) => {
      const refused = firstRefusal(judged);
      if (refused !== undefined) return refused;
      const at = judged.findIndex((operand) => operand !== "prim" && operand !== "ref");
      return at < 0 ? "prim" : refusal("verify:value", operands[at]!);
    },
  };
}
