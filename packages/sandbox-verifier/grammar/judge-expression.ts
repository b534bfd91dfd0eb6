/**
 * Section 5.1: the class of a module-level expression. The forms of one family are in one file;
 * each says at once what an expression is, or which parts must be judged first. The driver below
 * keeps those that wait on a stack of its own, so long chains cost no stack of the engine.
 */
import type { AnyNode, Expression } from "acorn";
import type { RuleId } from "../rules.ts";
import { judgeCall } from "./calls.ts";
import { judgeArray, judgeNew, judgeObject, judgeRegExp } from "./data-literals.ts";
import type { ModuleContext } from "./module-context.ts";
import { judgeIdentifier, judgeMember } from "./names-and-members.ts";
import {
  judgeBinary,
  judgeConditional,
  judgeLogical,
  judgeTemplate,
  judgeUnary,
} from "./operators.ts";
import { isRefusal, refusal } from "./value-class.ts";
import type { Judgement, ValueClass } from "./value-class.ts";

/** What the place of an expression admits. */
export interface Place {
  /** Array, object, `Map`, `Set` and regular expression literals are data here. */
  readonly literals: boolean;
  /** `__cf_data` may compute its value here. */
  readonly thunks: boolean;
}

/** The value of a constant or export, or an operand of it. */
export const VALUE: Place = { literals: false, thunks: true };
/** Inside the argument of a data helper. */
export const DATA: Place = { literals: true, thunks: true };
/** An argument of a builder, or a part of one. */
export const ARGUMENT: Place = { literals: true, thunks: false };
/** An operand inside an argument of a builder. */
export const ARGUMENT_OPERAND: Place = { literals: false, thunks: false };

/** The place of an operand of an operator at `place`. */
export function operandPlace(place: Place): Place {
  return place.thunks ? VALUE : ARGUMENT_OPERAND;
}

/** An expression whose class depends on that of others. */
export interface Pending {
  readonly operands: readonly Expression[];
  /** Of all operands. */
  readonly place: Place;
  /** The class, from those of the operands in order. */
  readonly combine: (operands: readonly Judgement[]) => Judgement;
}

/** The class of the value `node` of a constant or export; a refusal is reported under `rule`. */
export function judgeModuleValue(
  context: ModuleContext,
  node: Expression,
  rule: RuleId,
): ValueClass | undefined {
  const judgement = judgeExpression(context, node, VALUE);
  if (!isRefusal(judgement)) return judgement;
  if (judgement.isKnown !== true) {
    context.findings.add(rule, judgement.code, judgement.span, judgement.subject);
  }
  return undefined;
}

function judgeExpression(context: ModuleContext, root: Expression, place: Place): Judgement {
  const waiting: { pending: Pending; done: Judgement[] }[] = [];
  let current = step(context, root, place);
  while (true) {
    if (typeof current === "object" && "operands" in current) {
      waiting.push({ pending: current, done: [] });
    } else {
      const top = waiting.at(-1);
      if (top === undefined) return current;
      top.done.push(current);
    }
    const { pending, done } = waiting.at(-1)!;
    const next = pending.operands[done.length];
    if (next !== undefined) {
      current = step(context, next, pending.place);
    } else {
      waiting.pop();
      current = pending.combine(done);
    }
  }
}

function step(context: ModuleContext, node: AnyNode, place: Place): Judgement | Pending {
  switch (node.type) {
    case "Literal":
      return node.regex === undefined ? "prim" : judgeRegExp(node, place);
    case "Identifier":
      return judgeIdentifier(context, node);
    case "MemberExpression":
      return judgeMember(context, node, place);
    case "TemplateLiteral":
      return judgeTemplate(node, place);
    case "UnaryExpression":
      return judgeUnary(context, node, place);
    case "BinaryExpression":
      return judgeBinary(node, place);
    case "LogicalExpression":
      return judgeLogical(node, place);
    case "ConditionalExpression":
      return judgeConditional(node, place);
    case "CallExpression":
      return judgeCall(context, node, place);
    case "ArrayExpression":
      return judgeArray(node, place);
    case "ObjectExpression":
      return judgeObject(node, place);
    case "NewExpression":
      return judgeNew(context, node, place);
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return place.thunks
        ? refusal("verify:unhardened", node, functionName(node, context), true)
        : refusal("verify:value", node);
    case "ClassExpression":
      return refusal("verify:class", node, "", true);
    default:
      return refusal("verify:value", node);
  }
}

function functionName(
  node: AnyNode & { type: "FunctionExpression" | "ArrowFunctionExpression" },
  context: ModuleContext,
): string {
  return node.id?.name ?? context.subject;
}
