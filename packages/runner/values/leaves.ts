/** Stored values: which objects are leaves, which carry a mark, and copies of mutable leaves. */

const DATE_PROTOTYPE = Date.prototype;
const BYTES_PROTOTYPE = Uint8Array.prototype;
const getTime = Date.prototype.getTime;

/** The stored value of a stream. */
export const STREAM_MARKER: { readonly $stream: true } = Object.freeze({ $stream: true });

/** Judged by prototype: data of documents was copied from judged values. */
export function isDate(value: object): value is Date {
  return Object.getPrototypeOf(value) === DATE_PROTOTYPE;
}

export function isBytes(value: object): value is Uint8Array {
  return Object.getPrototypeOf(value) === BYTES_PROTOTYPE;
}

const bytesTag = Reflect.getOwnPropertyDescriptor(
  Object.getPrototypeOf(BYTES_PROTOTYPE),
  Symbol.toStringTag,
)!.get!;

/**
 * Whether `value` is what its prototype says. An object that only inherits from one of the two would
 * be copied through members of its own.
 */
export function isGenuineLeaf(value: object): boolean {
  if (isBytes(value)) return Reflect.apply(bytesTag, value, []) === "Uint8Array";
  try {
    return isDate(value) && typeof Reflect.apply(getTime, value, []) === "number";
  } catch {
    // Only a real date has the slot that `getTime` reads.
    return false;
  }
}

/** A `Date` or `Uint8Array`: stored whole, and mutable by whoever holds it. */
export function isMutableLeaf(value: object): value is Date | Uint8Array {
  return isDate(value) || isBytes(value);
}

export function copyMutableLeaf(value: Date | Uint8Array): Date | Uint8Array {
  return value instanceof Uint8Array ? new Uint8Array(value) : new Date(getTime.call(value));
}

/** Whether a stored value is the mark of a stream. */
export function isStreamMarker(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.hasOwn(value, "$stream") && (value as { $stream: unknown }).$stream === true;
}

/** Assigns an own member whatever its key is; `record[key] =` would run setters of prototypes. */
export function defineMember(record: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(record, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/**
 * Assigns a member of a fresh ordinary object. Names that the frozen `Object.prototype` has need
 * more than an assignment: `__proto__` is a setter there, `constructor` cannot be assigned over.
 */
export function putMember(record: Record<string, unknown>, key: string, value: unknown): void {
  if (key in Object.prototype) defineMember(record, key, value);
  else record[key] = value;
}
