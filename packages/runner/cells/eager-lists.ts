/** Array methods of handles: the list is read, then the native method runs. */
import type { HandleState } from "./host.ts";
import { readCell } from "./reading.ts";

export type EagerMethod = "map" | "filter" | "flatMap" | "reduce" | "findIndex";

/** @throws {TypeError} for what is no array */
export function onArray(state: HandleState, name: EagerMethod, args: readonly unknown[]): unknown {
  const list = readCell(state, true);
  if (list !== undefined && !Array.isArray(list)) {
    throw new TypeError(`${name}() needs an array at its cell.`);
  }
  return Reflect.apply(Array.prototype[name], list ?? [], args);
}
