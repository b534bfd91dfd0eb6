/** Section 5.2: builder calls. Where the callback stands comes from the host table. */
import type { CallExpression, Expression, ObjectExpression, SpreadElement } from "acorn";
import type { CallbackRule, HostExport } from "@commonfabric/contract";
import { isHardenedFunction } from "./calls.ts";
import { ARGUMENT } from "./judge-expression.ts";
import type { Pending } from "./judge-expression.ts";
import type { ModuleContext } from "./module-context.ts";
import { isDirectFunction, stringValue } from "./shapes.ts";
import { firstRefusal, refusal } from "./value-class.ts";
import type { Judgement, Refusal } from "./value-class.ts";

/** Judges the call of builder `row`. */
export function judgeBuilder(
  context: ModuleContext,
  node: CallExpression,
  row: HostExport,
): Judgement | Pending {
  const rule = row.verify!.callback!;
  const most = row.verify!.maxArguments ?? Infinity;
  const args: Expression[] = [];
  for (const argument of node.arguments) {
    if (argument.type === "SpreadElement") return refusal("verify:value", argument, "", true);
    args.push(argument);
  }
  if (args.length > most) return refusal("verify:value", args[most]!, "", true);
  if (rule.kind === "builder-record") return judgeRecord(node, args, row.name);
  if (args.length === 0) return callbackRefusal(node, row.name);
  if (rule.kind === "builder-argument") return judgeArguments(args, row.name);
  const callback = callbackOf(context, args, rule, row.name);
  if (typeof callback === "object") return callback;
  return judgeArguments(args.toSpliced(callback, 1), undefined);
}

/** The index of the callback among `args`, of which there is one, or why there is none. */
function callbackOf(
  context: ModuleContext,
  args: readonly Expression[],
  rule: Exclude<CallbackRule, { kind: "builder-argument" | "builder-record" }>,
  builder: string,
): number | Refusal {
  const places = callbackPlaces(rule);
  const found = places.find((at) => at < args.length && isCallback(context, args[at]!));
  if (found !== undefined) return found;
  const inPlace = places.map((at) => args[at]);
  const own = inPlace.find((argument) => argument?.type === "ClassExpression");
  if (own !== undefined) return refusal("verify:class", own, "", true);
  const early = inPlace.find((argument) => isLaterName(context, argument));
  if (early?.type === "Identifier") {
    return refusal("verify:use-before-definition", early, early.name, true);
  }
  return callbackRefusal(args[places.at(-1)!] ?? args.at(-1)!, builder);
}

function callbackPlaces(
  rule: Exclude<CallbackRule, { kind: "builder-argument" | "builder-record" }>,
): readonly number[] {
  switch (rule.kind) {
    case "argument":
      return [rule.index];
    case "first-of":
      return Array.from({ length: rule.count }, (_, at) => at);
    case "first-or":
      return [rule.first ?? 0, rule.otherwise];
  }
}

/** A function written in place, hardened or not, or the name of a known function. */
function isCallback(context: ModuleContext, node: Expression): boolean {
  if (isDirectFunction(node) || isHardenedFunction(node)) return true;
  if (node.type !== "Identifier") return false;
  const binding = context.bindings.get(node.name);
  return binding?.isDefined === true && binding.value === "func";
}

function isLaterName(context: ModuleContext, node: Expression | undefined): boolean {
  if (node?.type !== "Identifier") return false;
  return context.bindings.get(node.name)?.isDefined === false;
}

function callbackRefusal(at: { start: number; end: number }, builder: string): Refusal {
  return refusal("verify:callback", at, builder, true);
}

/** Arguments besides the callback; the first must be a builder where `builderFirst` names one. */
function judgeArguments(args: readonly Expression[], builderFirst: string | undefined): Pending {
  return {
    operands: args,
    place: ARGUMENT,
    combine: (judged) => {
      const refused = firstRefusal(judged);
      if (refused !== undefined) return final(refused);
      const at = judged.indexOf("func");
      if (at >= 0) return refusal("verify:value", args[at]!, "", true);
      const [first] = judged;
      if (builderFirst !== undefined && first !== "builder" && first !== "ref") {
        return callbackRefusal(args[0]!, builderFirst);
      }
      return "builder";
    },
  };
}

/** `{ setup, participants: { name: X } }`, a leaf or `X = { pattern, user }` being names or primitives. */
function judgeRecord(
  node: CallExpression,
  args: readonly Expression[],
  builder: string,
): Judgement | Pending {
  const [record] = args;
  if (record?.type !== "ObjectExpression") return callbackRefusal(record ?? node, builder);
  const leaves = recordLeaves(record);
  if (!Array.isArray(leaves)) return final(leaves as Refusal);
  return {
    operands: leaves,
    place: ARGUMENT,
    combine: (judged) => {
      const refused = firstRefusal(judged);
      if (refused !== undefined) return final(refused);
      const at = judged.findIndex((leaf) => leaf === "func" || leaf === "data");
      return at < 0 ? "builder" : refusal("verify:value", leaves[at]!, "", true);
    },
  };
}

function recordLeaves(record: ObjectExpression): Expression[] | Refusal {
  const leaves: Expression[] = [];
  const top = plainProperties(record, ["setup", "participants"]);
  if (!(top instanceof Map)) return top;
  for (const [key, value] of top) {
    if (key === "setup") {
      leaves.push(value);
      continue;
    }
    if (value.type !== "ObjectExpression") return refusal("verify:value", value);
    const participants = plainProperties(value);
    if (!(participants instanceof Map)) return participants;
    for (const participant of participants.values()) {
      if (participant.type !== "ObjectExpression") {
        leaves.push(participant);
        continue;
      }
      const parts = plainProperties(participant, ["pattern", "user"]);
      if (!(parts instanceof Map)) return parts;
      leaves.push(...parts.values());
    }
  }
  const written = leaves.find(({ type }) =>
    type === "CallExpression" || type === "ObjectExpression" || type === "ArrayExpression"
  );
  return written === undefined ? leaves : refusal("verify:value", written);
}

/** Values by key of an object literal of plain properties, all among `allowed` where it is given. */
function plainProperties(
  record: ObjectExpression,
  allowed?: readonly string[],
): Map<string, Expression> | Refusal {
  const found = new Map<string, Expression>();
  for (const property of record.properties) {
    const key = plainKey(property);
    if (key === undefined || property.type !== "Property" || key === "__proto__") {
      return refusal("verify:value", property);
    }
    if (found.has(key) || (allowed !== undefined && !allowed.includes(key))) {
      return refusal("verify:value", property);
    }
    found.set(key, property.value);
  }
  return found;
}

function plainKey(property: ObjectExpression["properties"][number] | SpreadElement) {
  if (property.type !== "Property" || property.kind !== "init") return undefined;
  if (property.method || property.computed) return undefined;
  return property.key.type === "Identifier" ? property.key.name : stringValue(property.key);
}

function final(refused: Refusal): Refusal {
  return { ...refused, isFinal: true };
}
