/**
 * What is done with a construct, as functions of small tuples. The tables are data: the decisions
 * read them, tests enumerate them, and the table of the documentation is made from them.
 */
import type { ContextKind } from "./context-kinds.ts";

export type ReceiverKind = "plain" | "opaque_autounwrapped" | "celllike_requires_rewrite";

export interface LogicalQuestion {
  readonly context: ContextKind;
  readonly operator: "&&" | "||";
  readonly inJsx: boolean;
  /** Whether an operand is reactive. */
  readonly isReactive: boolean;
}

/** `a && b` and `a || b`: in pattern context always inside JSX, elsewhere over references. */
export function lowerLogical(question: LogicalQuestion): "when" | "unless" | "keep" {
  if (question.context !== "pattern") return "keep";
  if (!question.inJsx && !question.isReactive) return "keep";
  return question.operator === "&&" ? "when" : "unless";
}

/** What a method of a list is to the graph. */
export type MethodAction = "rewrite" | "lift-whole" | "diagnose";

export type ListOperator = "map" | "filter" | "flatMap";

/** List methods with a meaning of their own. Every other method is lifted as a whole. */
export const COLLECTION_METHODS: ReadonlyMap<string, MethodAction> = new Map([
  ["map", "rewrite"],
  ["filter", "rewrite"],
  ["flatMap", "rewrite"],
  ["forEach", "diagnose"],
]);

/** The action for `method` of a receiver. */
export function collectionAction(
  context: ContextKind,
  method: string,
  receiver: ReceiverKind,
): MethodAction | "keep" {
  if (receiver === "plain" || context === "neutral") return "keep";
  const action = COLLECTION_METHODS.get(method) ?? "lift-whole";
  if (context === "pattern") return action;
  return receiver === "celllike_requires_rewrite" && action === "rewrite" ? "rewrite" : "keep";
}

export function isListOperator(method: string): method is ListOperator {
  return COLLECTION_METHODS.get(method) === "rewrite";
}

/** Methods of references and handles that describe a place; only their receiver is lowered. */
export const PLACE_METHODS: ReadonlySet<string> = new Set([
  "key",
  "for",
  "asSchema",
  "resolveAsCell",
  "getArgumentCell",
  "elementById",
  "mapWithPattern",
  "filterWithPattern",
  "flatMapWithPattern",
  "asScope",
  "inSpace",
]);

/** Methods of handles that read. */
export const READ_METHODS: ReadonlySet<string> = new Set([
  "get",
  "sample",
  "equals",
  "equalLinks",
  "reduce",
  "findIndex",
]);

/** Methods of handles that write: a body describes, it never writes. */
export const WRITE_METHODS: ReadonlySet<string> = new Set([
  "set",
  "update",
  "push",
  "addUnique",
  "increment",
  "remove",
  "removeByValue",
  "removeAll",
  "send",
]);
