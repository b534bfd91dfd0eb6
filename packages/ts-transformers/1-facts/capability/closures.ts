/** Functions that are made, and calls of functions whose body is known. */
import type ts from "typescript";
import type { FunctionWithBody } from "./callee.ts";
import { FACT_KINDS, type RootSummary, type SourceRef } from "./summary.ts";
import type { Unit, UnitSummary } from "./unit.ts";
import { claim, useValue } from "./uses.ts";
import {
  below,
  join,
  member,
  memberPath,
  NOTHING,
  parts,
  unknownMember,
  type Value,
  whole,
} from "./value.ts";

/** Chains of calls that are longer count as unknown. */
const MAX_HEIGHT = 32;

/** Facts that hold for the members of a fresh value as well. */
const DEEP_FACTS: ReadonlySet<string> = new Set(["reads", "fullReads", "wildcards", "opaque"]);

/**
 * Who may call a function that is made here: `kept` by a name whose calls are seen, `handed` to
 * the host, which takes what it returns as a reference, `deferred` to an event of its own, or
 * `unknown`.
 */
export type ClosureUse = "kept" | "handed" | "deferred" | "unknown";

/** The facts of the names that a function captures; it may run with any arguments. */
export function createClosure(unit: Unit, node: FunctionWithBody, use: ClosureUse): void {
  const isWithin = unit.contains(node);
  if (!isWithin && unit.host.calls.isRecursive(unit.node, node)) return;
  const summary = unit.host.summaryOf(node);
  if (summary === undefined) return;
  unit.height = Math.max(unit.height, summary.height);
  if (isWithin) {
    unit.isRecursive ||= summary.recursive;
    unit.addFindings(summary.findings);
  }
  const values = applyFree(unit, summary, use === "deferred");
  if (use === "kept") return;
  for (const ref of summary.returns) {
    if (ref.root < summary.parameterCount) continue;
    for (const returned of substitute(ref, values)) {
      if (!ref.isHandle) {
        unit.fact("reads", returned);
        continue;
      }
      if (use === "unknown") claim(unit, returned, "unclaimed");
      unit.fact("opaque", returned);
    }
  }
}

/** The values of the roots beyond the parameters, with their facts recorded. */
function applyFree(unit: Unit, summary: UnitSummary, isDeferred: boolean): readonly Value[] {
  const values: Value[] = Array.from({ length: summary.parameterCount }, () => NOTHING);
  for (const symbol of summary.free) values.push(unit.lookup(symbol));
  values.forEach((value, index) => recordRoot(unit, summary.roots[index]!, value, isDeferred));
  applyAssigned(unit, summary, values);
  return values;
}

function applyAssigned(unit: Unit, summary: UnitSummary, values: readonly Value[]): void {
  for (const [symbol, value] of summary.assigned) {
    unit.bind(symbol, join(...value.map((ref) => substitute(ref, values))));
  }
}

export interface Argument {
  readonly value: Value;
  readonly type: ts.Type | undefined;
}

/** Calls `node` with these values of its parameters; gives what it returns. */
export function applyFunction(
  unit: Unit,
  node: FunctionWithBody,
  given: readonly Argument[],
): Value {
  const summary = unit.host.calls.isRecursive(unit.node, node)
    ? undefined
    : unit.host.summaryOf(node);
  if (summary === undefined || summary.height >= MAX_HEIGHT) {
    if (summary === undefined) unit.isRecursive = true;
    else unit.height = MAX_HEIGHT;
    escapeAll(unit, given);
    return NOTHING;
  }
  // A function that is written here is a part of this one, not a further call.
  unit.height = Math.max(unit.height, summary.height + (unit.contains(node) ? 0 : 1));
  if (unit.contains(node)) {
    unit.isRecursive ||= summary.recursive;
    unit.addFindings(summary.findings);
  }
  const values: Value[] = node.parameters.map((parameter, index) =>
    parameter.dotDotDotToken === undefined
      ? given[index]?.value ?? NOTHING
      : restValue(given.slice(index))
  );
  for (const symbol of summary.free) values.push(unit.lookup(symbol));
  values.forEach((value, index) => {
    const root = summary.roots[index];
    if (root !== undefined) recordRoot(unit, root, value);
  });
  applyAssigned(unit, summary, values);
  return join(...summary.returns.map((ref) => substitute(ref, values)));
}

export function escapeAll(unit: Unit, given: readonly Argument[]): void {
  for (const { value, type } of given) {
    if (type !== undefined) useValue(unit, value, type, "escape");
    else unit.recordDeep("wildcards", value);
  }
}

function restValue(given: readonly Argument[]): Value {
  return join(
    ...given.map(({ value }, index) =>
      value.map((ref): SourceRef => ({ ...ref, at: [String(index), ...ref.at] }))
    ),
  );
}

/**
 * The facts of a root of a callee, at the places of `value`. What a deferred function writes is
 * handed on to it: it is written in a run of its own, through a handle that has to allow it.
 */
function recordRoot(unit: Unit, root: RootSummary, value: Value, isDeferred = false): void {
  if (value.length === 0) return;
  if (root.passthrough) whole(value).forEach((ref) => unit.passOn(ref));
  for (const found of FACT_KINDS) {
    const kind = isDeferred && found === "writes" ? "opaque" : found;
    for (const path of root[found]) {
      const target = memberPath(value, path);
      unit.record(kind, target);
      if (DEEP_FACTS.has(kind)) unit.recordDeep(kind, parts(target));
    }
  }
}

/** The ref of a callee as refs of the caller. */
function substitute(ref: SourceRef, values: readonly Value[]): Value {
  const from = values[ref.root] ?? NOTHING;
  const handle = ref.handle ?? ref.path.length;
  const base = memberPath(from, ref.path.slice(0, handle));
  let reached = ref.path.slice(handle).reduce<Value>((at, key) => member(at, key, true), base);
  if (ref.handle !== undefined && handle === ref.path.length) {
    reached = reached.map((at) => at.at.length > 0 ? at : below(at, [], true));
  }
  // Somewhere at or below: also in any member of a fresh value.
  if (ref.dynamic) {
    reached = unknownMember(whole(reached), ref.handle !== undefined).concat(
      parts(reached).map((at): SourceRef => ({ ...at, at: [], dynamic: true })),
    );
  }
  return ref.at.length === 0
    ? reached
    : reached.map((at): SourceRef => ({ ...at, at: [...ref.at, ...at.at] }));
}
