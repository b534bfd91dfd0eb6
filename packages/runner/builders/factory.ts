/** The factory objects that builders return: frozen host functions with own data members. */
import type { CellScope } from "../types.ts";
import { isScope } from "../links/sigil.ts";

export type Factory = (inputs?: unknown) => unknown;

/** `factory` with `members` as own properties, frozen. Members that are `undefined` are left out. */
export function finishFactory<T extends Factory>(factory: T, members: Record<string, unknown>): T {
  for (const [name, value] of Object.entries(members)) {
    if (typeof value === "function") Object.freeze(value);
    // Defined, not assigned: nothing on the prototype of functions may see the value.
    if (value !== undefined) Object.defineProperty(factory, name, { value, enumerable: true });
  }
  return Object.freeze(factory);
}

/** The scope that pattern code asks for. */
export function scopeFrom(scope: unknown): CellScope {
  if (isScope(scope)) return scope;
  throw new TypeError('asScope() expects "space", "user" or "session"');
}

/** `{ [name]: value }`, or nothing when there is no value: absent and `undefined` are different. */
export function optional<K extends string, V>(
  name: K,
  value: V | undefined,
): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: V };
}
