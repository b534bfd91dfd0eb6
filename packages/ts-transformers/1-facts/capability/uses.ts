/** What a use of a value needs of it, by the type of the value. */
import ts from "typescript";
import type { Wrapper } from "./handles.ts";
import type { SourceRef } from "./summary.ts";
import type { Unit } from "./unit.ts";
import { below, type Value } from "./value.ts";

/**
 * `read`: an operator takes the value; `escape`: an unknown callee gets it; `store`: it becomes
 * data; `hand`: it is handed on as a reference.
 */
export type Use = "read" | "escape" | "store" | "hand";

export function useExpression(unit: Unit, node: ts.Expression, use: Use): void {
  const value = unit.sourceOf(node);
  if (value.length > 0) useValue(unit, value, unit.typeOf(node), use);
}

export function useValue(unit: Unit, value: Value, type: ts.Type, use: Use): void {
  for (const ref of value) {
    const own = ref.at.length === 0 ? type : unit.host.handles.typeBelow(type, ref.at);
    useRef(unit, ref, own, use);
  }
}

function useRef(unit: Unit, ref: SourceRef, type: ts.Type | undefined, use: Use): void {
  const { handles } = unit.host;
  if (type !== undefined && handles.isPrimitive(type)) return unit.fact("reads", ref);
  const isHandle = type !== undefined && handles.isHandle(type);
  switch (use) {
    case "read":
      if (isHandle) unit.fact("unverified", ref);
      return unit.fact("reads", ref);
    case "escape":
      if (type === undefined || handles.mayBeHandle(type)) unit.fact("unverified", ref);
      return unit.fact("wildcards", ref);
    case "store":
      if (isHandle) unit.passOn(ref);
      return unit.fact(isHandle ? "opaque" : "reads", ref);
    case "hand":
      // A part that is not known before a run needs all that it may be.
      if (ref.dynamic && !isHandle) return unit.fact("wildcards", ref);
      unit.passOn(ref);
      return unit.fact("opaque", ref);
    default:
      return use satisfies never;
  }
}

/** A condition: of an object only whether it is there. */
export function testExpression(unit: Unit, node: ts.Expression): void {
  const value = unit.sourceOf(node);
  if (value.length > 0) testValue(unit, value, unit.typeOf(node));
}

export function testValue(unit: Unit, value: Value, type: ts.Type): void {
  unit.record(unit.host.handles.isObject(type) ? "presence" : "reads", value);
}

/** An argument whose identity alone is used; of a fresh value the members become data. */
export function useIdentity(unit: Unit, node: ts.Expression): void {
  const value = unit.sourceOf(node);
  const type = unit.typeOf(node);
  const { handles } = unit.host;
  for (const ref of value) {
    if (ref.at.length > 0) useRef(unit, ref, handles.typeBelow(type, ref.at), "store");
    else unit.fact(handles.isPrimitive(type) ? "reads" : "identity", ref);
  }
}

/** A value for a parameter of a declared type: handles in that type say what is done with them. */
export function useAsDeclared(
  unit: Unit,
  value: Value,
  types: { readonly actual: ts.Type; readonly declared: ts.Type | undefined },
): void {
  const { handles } = unit.host;
  for (const ref of value) {
    const actual = handles.typeBelow(types.actual, ref.at);
    const declared = types.declared && handles.typeBelow(types.declared, ref.at);
    if (declared === undefined || handles.isAny(declared)) {
      if (actual !== undefined && handles.isHandle(actual)) claim(unit, ref, "unclaimed");
    } else {
      claimDeclared(unit, ref, declared, DECLARED_DEPTH);
    }
    useRef(unit, ref, actual, "hand");
  }
}

const DECLARED_DEPTH = 4;
const DECLARED_MEMBERS = 64;

/** Claims the handles that `type` declares at and below `ref`. */
function claimDeclared(unit: Unit, ref: SourceRef, type: ts.Type, depth: number): void {
  const { handles, provenance } = unit.host;
  const wrappers = handles.wrappers(type);
  for (const wrapper of wrappers) claim(unit, ref, wrapper);
  if (wrappers.size > 0 || depth === 0 || handles.isPrimitive(type)) return;
  if (handles.isArray(type)) {
    const element = handles.typeBelow(type, ["*"]);
    if (element !== undefined) claimDeclared(unit, below(ref, ["*"], false), element, depth - 1);
    return;
  }
  for (const part of handles.members(type)) {
    if (part.symbol?.declarations?.some((d) => d.getSourceFile().isDeclarationFile)) continue;
    for (const property of part.getProperties().slice(0, DECLARED_MEMBERS)) {
      const inner = provenance.checker.getTypeOfSymbol(property);
      claimDeclared(unit, below(ref, [property.name], false), inner, depth - 1);
    }
  }
}

/** What a callee may do with a handle by the type that it declares for it. */
export function claim(unit: Unit, ref: SourceRef, wrapper: Wrapper): void {
  switch (wrapper) {
    case "cell":
    case "unclaimed":
      unit.fact("handleReads", ref);
      return unit.fact("handleWrites", ref);
    case "readonly":
      return unit.fact("handleReads", ref);
    case "writeonly":
    case "stream":
      return unit.fact("handleWrites", ref);
    case "comparable":
      return unit.fact("comparable", ref);
    case "opaque":
      return unit.fact("opaque", ref);
    default:
      return wrapper satisfies never;
  }
}
