/** Section 5.3: literals that are data when a data helper or a builder freezes them. */
import type {
  ArrayExpression,
  Expression,
  Literal,
  NewExpression,
  ObjectExpression,
  Property,
} from "acorn";
import type { Pending, Place } from "./judge-expression.ts";
import type { ModuleContext } from "./module-context.ts";
import { stringValue } from "./shapes.ts";
import { firstRefusal, refusal } from "./value-class.ts";
import type { Judgement } from "./value-class.ts";

/** A regular expression without `g` and `y`: those keep state in `lastIndex`. */
export function judgeRegExp(node: Literal, place: Place): Judgement {
  if (!place.literals) return refusal("verify:mutable-data", node);
  return /[gy]/.test(node.regex!.flags) ? refusal("verify:value", node, "", true) : "data";
}

/** An array literal of data; holes and spreads of data included. */
export function judgeArray(node: ArrayExpression, place: Place): Judgement | Pending {
  if (!place.literals) return refusal("verify:mutable-data", node);
  const operands: Expression[] = [];
  for (const element of node.elements) {
    if (element === null) continue;
    operands.push(element.type === "SpreadElement" ? element.argument : element);
  }
  return { operands, place, combine: (judged) => dataOf(judged, operands) };
}

/** An object literal of data, without accessors, methods and `__proto__: v`. */
export function judgeObject(node: ObjectExpression, place: Place): Judgement | Pending {
  if (!place.literals) return refusal("verify:mutable-data", node);
  const operands: Expression[] = [];
  const keys = new Set<number>();
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      operands.push(property.argument);
      continue;
    }
    if (property.kind !== "init" || property.method || setsPrototype(property)) {
      return refusal("verify:value", property, "", true);
    }
    if (property.computed) {
      keys.add(operands.length);
      operands.push(property.key);
    }
    operands.push(property.value);
  }
  return {
    operands,
    place,
    combine: (judged) => {
      const refused = firstRefusal(judged);
      if (refused !== undefined) return refused;
      for (const at of keys) {
        if (judged[at] !== "prim") return refusal("verify:value", operands[at]!);
      }
      return dataOf(judged, operands);
    },
  };
}

/** `new Map(D?)` and `new Set(D?)`. */
export function judgeNew(
  context: ModuleContext,
  node: NewExpression,
  place: Place,
): Judgement | Pending {
  const [argument] = node.arguments;
  const isCollection = node.callee.type === "Identifier" &&
    (node.callee.name === "Map" || node.callee.name === "Set") &&
    context.isGlobal(node.callee.name);
  if (!place.literals || !isCollection || node.arguments.length > 1) {
    return refusal("verify:mutable-data", node);
  }
  if (argument === undefined) return "data";
  if (argument.type === "SpreadElement") return refusal("verify:value", argument);
  return { operands: [argument], place, combine: (judged) => dataOf(judged, [argument]) };
}

/** `__proto__: v` sets the prototype; the shorthand and the computed key do not. */
function setsPrototype(property: Property): boolean {
  if (property.computed || property.shorthand) return false;
  const name = property.key.type === "Identifier" ? property.key.name : stringValue(property.key);
  return name === "__proto__";
}

function dataOf(judged: readonly Judgement[], operands: readonly Expression[]): Judgement {
  const refused = firstRefusal(judged);
  if (refused !== undefined) return refused;
  const at = judged.findIndex((part) => part === "func" || part === "builder");
  return at < 0 ? "data" : refusal("verify:value", operands[at]!);
}
