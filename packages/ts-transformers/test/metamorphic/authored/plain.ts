/** Small questions about plain values. */

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A copy of plain data, handles and functions as they are. */
export function clone(value: unknown): unknown {
  return structuredClone(value);
}
