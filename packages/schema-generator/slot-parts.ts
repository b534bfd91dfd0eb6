/** Takes the marks off the type of a slot: the scope, the default, and what remains as data. */
import ts from "typescript";
import type { Scope } from "./fragment.ts";
import type { HostTypes } from "./host-types.ts";

export interface DefaultPart {
  readonly payload: ts.Type;
  readonly deep: boolean;
}

export interface SlotParts {
  /** The alternatives without marks. */
  readonly rest: readonly ts.Type[];
  /** Whether `rest` is everything that the type has. */
  readonly isWhole: boolean;
  readonly defaults: readonly DefaultPart[];
  /** Payloads of labels. */
  readonly labels: readonly ts.Type[];
  readonly scope: Scope | undefined;
  /** A scope that does not hold for the whole slot, or two scopes. */
  readonly scopeProblem: "union" | "nested" | undefined;
}

const NULLISH = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;

/**
 * The parts of `type`. A mark stands in a twin of the alternative that it marks, `T | (T & Mark)`;
 * only a default may stand alone.
 */
export function slotParts(
  type: ts.Type,
  optional: boolean,
  checker: ts.TypeChecker,
  host: HostTypes,
): SlotParts {
  const flat = type.isUnion() ? type.types : [type];
  const isOnlyUndefined = flat.every((unit) => (unit.flags & ts.TypeFlags.Undefined) !== 0);
  const rest = new Set<ts.Type>();
  const payloads = new Set<ts.Type>();
  const defaults = new Map<ts.Type, DefaultPart>();
  const labels = new Set<ts.Type>();
  const scopes = new Set<Scope | undefined>();
  const scoped = new Set<ts.Type>();
  for (const unit of flat) {
    const marks = host.marks(unit);
    const bare = bareTwin(unit, flat, checker, host);
    if (marks.label !== undefined) labels.add(marks.label);
    if (marks.scope !== undefined) {
      scopes.add(marks.scope.value);
      scoped.add(bare);
    }
    if (marks.default !== undefined) {
      defaults.set(marks.default.payload, marks.default);
      payloads.add(marks.default.payload);
      continue;
    }
    if (optional && !isOnlyUndefined && (unit.flags & ts.TypeFlags.Undefined) !== 0) continue;
    if (!marks.isBare || marks.handle !== undefined) rest.add(bare);
  }
  if (rest.size === 0) { for (const payload of payloads) rest.add(payload); }
  const isMarked = defaults.size + scopes.size + labels.size > 0;
  return {
    rest: [...rest],
    isWhole: !isMarked && rest.size === flat.length,
    defaults: [...defaults.values()],
    labels: [...labels],
    scope: [...scopes][0],
    scopeProblem: scopeProblem(scopes, [...rest], scoped, host),
  };
}

function scopeProblem(
  scopes: ReadonlySet<Scope | undefined>,
  rest: readonly ts.Type[],
  scoped: ReadonlySet<ts.Type>,
  host: HostTypes,
): SlotParts["scopeProblem"] {
  if (scopes.size === 0) return undefined;
  if (scopes.size > 1 || scopes.has(undefined)) return "nested";
  // The twin of `{}` is the mark alone.
  if ([...scoped].some((type) => host.marks(type).isBare)) return undefined;
  const isOutside = (type: ts.Type) => !scoped.has(type) && (type.flags & NULLISH) === 0;
  return rest.some(isOutside) ? "union" : undefined;
}

/** The alternative that `unit` is without its marks. */
function bareTwin(
  unit: ts.Type,
  flat: readonly ts.Type[],
  checker: ts.TypeChecker,
  host: HostTypes,
): ts.Type {
  if (!unit.isIntersection() || !host.isMarked(unit)) return unit;
  const kept = unmarked(unit, checker, host);
  const [only] = kept;
  if (kept.length === 1 && only !== undefined) return only;
  const twin = flat.find((other) =>
    other !== unit && other.isIntersection() && !host.isMarked(other) &&
    unmarked(other, checker, host).every((member) => kept.includes(member))
  );
  return twin ?? unit;
}

function unmarked(
  type: ts.IntersectionType,
  checker: ts.TypeChecker,
  host: HostTypes,
): readonly ts.Type[] {
  return type.types.filter((member) => {
    const { isBare, handle } = host.marks(member);
    return handle !== undefined || !(isBare || isEmptyObject(member, checker));
  });
}

/** `{}`, `object`, or a type whose members all have symbols as keys. */
export function isEmptyObject(type: ts.Type, checker: ts.TypeChecker): boolean {
  if ((type.flags & ts.TypeFlags.NonPrimitive) !== 0) return true;
  return (type.flags & ts.TypeFlags.Object) !== 0 &&
    type.getCallSignatures().length === 0 && type.getConstructSignatures().length === 0 &&
    checker.getIndexInfosOfType(type).length === 0 &&
    checker.getPropertiesOfType(type).every(({ escapedName }) =>
      (escapedName as string).startsWith("__@")
    );
}

/**
 * The alternatives of `type` as they were written, where names of unions are still whole; only
 * when they amount to `rest`.
 */
export function writtenAlternative(
  type: ts.Type,
  rest: readonly ts.Type[],
): ts.Type | undefined {
  // The checker keeps the written union beside the flattened one, but not in its public types.
  const origin = (type as { origin?: ts.Type }).origin;
  if (origin === undefined || !origin.isUnion()) return undefined;
  return origin.types.find((written) => {
    const flat = written.isUnion() ? written.types : [written];
    return flat.length === rest.length && flat.every((unit) => rest.includes(unit));
  });
}

/**
 * Whether the defaults are what an expression left over: `x ?? y` takes the `null` out of a type,
 * not the mark beside it. A place that nobody declared has no default of its own.
 */
export function isLeftover(parts: SlotParts, node: ts.TypeNode | undefined): boolean {
  return node === undefined &&
    parts.defaults.every(({ payload }) => (payload.flags & NULLISH) !== 0);
}
