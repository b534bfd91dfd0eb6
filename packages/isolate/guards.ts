/**
 * Guards over decoded messages. What they look at was made by `decodeCanonical`: ordinary objects and
 * arrays with data properties, so that reading a member runs nothing.
 */

export type Guard = (value: unknown) => boolean;

/** A text of at most `length` UTF-16 units. */
export function text(length: number): Guard {
  return (value) => typeof value === "string" && value.length <= length;
}

export function exactly(...wanted: readonly unknown[]): Guard {
  return (value) => wanted.includes(value);
}

export function either(...guards: readonly Guard[]): Guard {
  return (value) => guards.some((guard) => guard(value));
}

/** An array of at most `length` members. */
export function listOf(guard: Guard, length: number): Guard {
  return (value) => {
    if (!Array.isArray(value) || value.length > length) return false;
    for (let index = 0; index < value.length; index++) {
      if (!guard(value[index])) return false;
    }
    return true;
  };
}

/** An object with these members, those of `optional` where they are there, and no other. */
export function record(
  members: Readonly<Record<string, Guard>>,
  optional: Readonly<Record<string, Guard>> = {},
): Guard {
  const wanted = Object.keys(members);
  return (value) =>
    isObject(value) &&
    wanted.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, member]) =>
      (Object.hasOwn(members, key) && members[key]!(member)) ||
      (Object.hasOwn(optional, key) && optional[key]!(member))
    );
}

export function anything(): boolean {
  return true;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype;
}

export function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

export function isFiniteNumber(value: unknown): boolean {
  return Number.isFinite(value);
}

export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array;
}
