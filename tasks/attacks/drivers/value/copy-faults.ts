/** What must hold for every copy that a door makes: deeply frozen, and nothing of it is the value's. */
import { isPlainData } from "../../../../packages/runner/sandbox/plain-data.ts";

/** Longest walk; longer lists are not looked into. */
const MAX_OBJECTS = 10_000;

/** What is wrong with `copy` of `value`; empty for primitives. */
export function copyFaults(copy: unknown, value: unknown): string[] {
  const given = objectsOf(value);
  const faults: string[] = [];
  for (const made of objectsOf(copy)) {
    // Bytes cannot be frozen and dates are not by being frozen: both are copied for every reader.
    const isLeaf = made instanceof Date || ArrayBuffer.isView(made);
    if (!isLeaf && !Object.isFrozen(made)) faults.push("a part of the copy is not frozen");
    if (given.has(made) && !isPlainData(made)) faults.push("the copy shares a part with the value");
  }
  return faults;
}

/** Every object that own data properties reach. */
function objectsOf(value: unknown): ReadonlySet<object> {
  const found = new Set<object>();
  const queue = [value];
  while (queue.length > 0 && found.size < MAX_OBJECTS) {
    const next = queue.pop();
    if (typeof next !== "object" || next === null || found.has(next)) continue;
    found.add(next);
    if (ArrayBuffer.isView(next) || (Array.isArray(next) && next.length > MAX_OBJECTS)) continue;
    for (const key of Reflect.ownKeys(next)) {
      queue.push(Reflect.getOwnPropertyDescriptor(next, key)?.value);
    }
  }
  return found;
}
