/** Adds a default to the schema of a slot, after checking that the slot's type accepts it. */
import ts from "typescript";
import { canonicalEqual } from "@commonfabric/canonical";
import { asObject, type Fragment, type FragmentObject } from "./fragment.ts";
import type { HostTypes } from "./host-types.ts";
import { defaultValue } from "./payload.ts";
import type { Shapes } from "./shape.ts";
import type { DefaultPart } from "./slot-parts.ts";

/** Why a default is refused, and what to write instead. */
export interface DefaultProblem {
  readonly reason: string;
  readonly alternative: string;
}

export type Resolved =
  | { readonly value: unknown; readonly deep: boolean; readonly rest: readonly ts.Type[] }
  | { readonly problem: DefaultProblem; readonly rest: readonly ts.Type[] };

const LITERAL = ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral |
  ts.TypeFlags.BooleanLiteral;
const NULLISH = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
const ONE = "Write one `Default` for the field";
const DEEP = "Write every member, or use `DeepDefault<...>` for a partial default";
const JSON_VALUE = 'Write a literal type such as `0`, `""`, `[]` or `{}`';

/** The value of the default of a slot, and the alternatives without the ones that only carry it. */
export function resolveDefault(
  parts: readonly DefaultPart[],
  rest: readonly ts.Type[],
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
  host: HostTypes,
): Resolved {
  const [part] = parts;
  if (part === undefined || parts.length > 1) {
    return { problem: { reason: "the field has two defaults", alternative: ONE }, rest };
  }
  const found = defaultValue(part.payload, node, checker, host);
  if ("reason" in found) {
    return { problem: { reason: found.reason, alternative: JSON_VALUE }, rest };
  }
  const others = rest.filter((type) => type !== part.payload);
  const accepted = others.some((type) => accepts(type, part.payload, checker, host));
  const kept = (accepted || part.deep) && others.length > 0 ? others : rest;
  if (accepted || part.deep) return { value: found.value, deep: part.deep, rest: kept };
  const problem = refusal(part.payload, rest, others, checker);
  return problem === undefined
    ? { value: found.value, deep: false, rest }
    : { problem, rest: others.length > 0 ? others : rest };
}

/** A handle takes the default for its content. */
function accepts(
  type: ts.Type,
  payload: ts.Type,
  checker: ts.TypeChecker,
  host: HostTypes,
): boolean {
  const { handle } = host.marks(type);
  return checker.isTypeAssignableTo(payload, handle?.inner ?? type);
}

/** The payload is accepted by nothing else: fine only if it is an alternative of its own. */
function refusal(
  payload: ts.Type,
  rest: readonly ts.Type[],
  others: readonly ts.Type[],
  checker: ts.TypeChecker,
): DefaultProblem | undefined {
  const data = others.filter((type) => (type.flags & NULLISH) === 0);
  if (rest.includes(payload)) {
    if (data.length === 0 || (payload.flags & NULLISH) !== 0) return undefined;
    const kind = payload.flags & LITERAL;
    if (kind !== 0 && data.some((type) => (type.flags & kind) !== 0)) return undefined;
  }
  const isObject = (type: ts.Type) =>
    (type.flags & ts.TypeFlags.Object) !== 0 && !checker.isArrayType(type) &&
    !checker.isTupleType(type);
  return isObject(payload) && data.some(isObject)
    ? { reason: "it does not have every member of the type", alternative: DEEP }
    : {
      reason: `\`${checker.typeToString(payload)}\` is not assignable to the field`,
      alternative: "Write a value of the field's type",
    };
}

/** `fragment` with `default`; a different one that is there already is refused. */
export function withDefault(fragment: Fragment, value: unknown): Fragment | undefined {
  const object = asObject(fragment);
  return "default" in object && !canonicalEqual(object.default, value)
    ? undefined
    : { ...object, default: value };
}

/** Each level of `fragment` with its part of `value`; or the first unknown key. */
export function withDeepDefault(
  fragment: Fragment,
  value: unknown,
  types: readonly ts.Type[],
  checker: ts.TypeChecker,
  shapes: Shapes,
): { readonly fragment: Fragment } | { readonly unknownKey: string } {
  const object = asObject(fragment);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { fragment: { ...object, default: value } };
  }
  const properties: Record<string, Fragment> = { ...object.properties };
  for (const [key, member] of Object.entries(value)) {
    const found = memberTypes(types, key, checker, shapes);
    if (found === undefined) return { unknownKey: key };
    const inner = withDeepDefault(properties[key] ?? true, member, found, checker, shapes);
    if ("unknownKey" in inner) return { unknownKey: `${key}.${inner.unknownKey}` };
    properties[key] = inner.fragment;
  }
  const isEmpty = Object.keys(properties).length === 0;
  const result: FragmentObject = { ...object, ...(!isEmpty && { properties }), default: value };
  return { fragment: result };
}

/** Types of the member `key`, of those of `types` that are objects; `undefined` if none has it. */
function memberTypes(
  types: readonly ts.Type[],
  key: string,
  checker: ts.TypeChecker,
  shapes: Shapes,
): readonly ts.Type[] | undefined {
  const objects = types.filter((type) =>
    (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0
  );
  const found = objects.flatMap((type) => {
    const shape = shapes.of(type);
    const member = shape.members.find(({ name }) => name === key)?.type ?? shape.index?.type;
    return member === undefined ? [] : member.isUnion() ? member.types : [member];
  });
  return found.length === 0 && checker !== undefined ? undefined : found;
}
