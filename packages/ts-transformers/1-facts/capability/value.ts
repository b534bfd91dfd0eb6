/** Abstract values: which places of the roots a value, or a member of it, may be. */
import { commonPrefix } from "./root-facts.ts";
import { type Path, pathKey, type SourceRef } from "./summary.ts";

/** Empty: made in the function, of nothing that is tracked. */
export type Value = readonly SourceRef[];

export const NOTHING: Value = [];

const MAX_REFS = 64;
const MAX_NESTING = 16;

export function place(root: number): Value {
  return [{ root, path: [], dynamic: false, at: [] }];
}

export function refKey(ref: SourceRef): string {
  return `${ref.root}|${ref.dynamic}|${ref.handle ?? ""}|${pathKey(ref.at)}|${ref.at.length}|${
    pathKey(ref.path)
  }|${ref.path.length}`;
}

export function join(...values: readonly Value[]): Value {
  const filled = values.filter((value) => value.length > 0);
  if (filled.length < 2) return filled[0] ?? NOTHING;
  const refs = new Map<string, SourceRef>();
  for (const ref of filled.flat()) refs.set(refKey(ref), ref);
  return refs.size > MAX_REFS ? widen([...refs.values()]) : [...refs.values()];
}

export function isEqualValue(a: Value, b: Value): boolean {
  if (a.length !== b.length) return false;
  const keys = new Set(a.map(refKey));
  return b.every((ref) => keys.has(refKey(ref)));
}

/**
 * For each root one place that is somewhere at or below what its refs have in common, and one for
 * the members of fresh values.
 */
export function widen(value: Value): Value {
  const widened = new Map<string, SourceRef>();
  for (const { root, path, at } of value) {
    const isPart = at.length > 0;
    const key = `${root}|${isPart}`;
    const known = widened.get(key);
    widened.set(key, {
      root,
      path: known === undefined ? path : commonPrefix(known.path, path),
      dynamic: true,
      at: isPart ? ["*"] : [],
    });
  }
  return [...widened.values()];
}

/** The member `key`; with `keepHandle` it is reached through the handle, as by `cell.key("a")`. */
export function member(value: Value, key: string, keepHandle = false): Value {
  return value.flatMap((ref): SourceRef[] => {
    const [first, ...rest] = ref.at;
    if (first !== undefined) {
      return first === key || first === "*" || key === "*" ? [{ ...ref, at: rest }] : [];
    }
    if (ref.dynamic) return [ref];
    return [below(ref, [key], keepHandle)];
  });
}

/** The ref `path` below `ref`. */
export function below(ref: SourceRef, path: Path, keepHandle: boolean): SourceRef {
  const { root, at, dynamic } = ref;
  const moved = { root, path: dynamic ? ref.path : [...ref.path, ...path], dynamic, at };
  return keepHandle ? { ...moved, handle: ref.handle ?? ref.path.length } : moved;
}

/** A member whose key is known at run time only. */
export function unknownMember(value: Value, keepHandle = false): Value {
  return value.map((ref): SourceRef => {
    if (ref.at.length > 0) return { ...ref, at: ref.at.slice(1) };
    const { root, path, at } = ref;
    const found = { root, path, at, dynamic: true };
    return keepHandle ? { ...found, handle: ref.handle ?? path.length } : found;
  });
}

export function memberPath(value: Value, path: Path): Value {
  return path.reduce<Value>((at, key) => member(at, key), value);
}

/** A fresh value that has `value` as its member `key`. */
export function nest(key: string, value: Value): Value {
  return value.map((ref) => ref.at.length >= MAX_NESTING ? ref : { ...ref, at: [key, ...ref.at] });
}

/** The parts that are the value itself, not members of it. */
export function whole(value: Value): Value {
  return value.filter(({ at }) => at.length === 0);
}

/** The members of fresh values. */
export function parts(value: Value): Value {
  return value.filter(({ at }) => at.length > 0);
}

/** What `get` gives: the same places, as data. */
export function content(value: Value): Value {
  return value.map(({ root, path, dynamic, at }) => ({ root, path, dynamic, at }));
}
