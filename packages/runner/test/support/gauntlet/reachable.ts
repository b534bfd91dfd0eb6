/** What a guest can reach from a value: own descriptors and prototypes; no getter is run. */
import { isModuleNamespace } from "../../../sandbox/namespace.ts";
import { hiddenState } from "./hidden-state.ts";

const MOST = 50_000;
const NONE: ReadonlySet<object> = new Set();

/**
 * Every object that `roots` lead to, with the path on which it was found first. Members of module
 * namespaces are read, because that is what a namespace is for. What is `known` is not followed.
 */
export function reachable(
  roots: Iterable<readonly [string, unknown]>,
  known: Pick<ReadonlySet<object>, "has"> = NONE,
): Map<object, string> {
  const found = new Map<object, string>();
  const queue: [string, unknown][] = [];
  for (const [path, value] of roots) queue.push([path, value]);
  for (let at = 0; at < queue.length && at < MOST; at++) {
    const [path, value] = queue[at]!;
    if (!isObject(value) || found.has(value) || known.has(value)) continue;
    found.set(value, path);
    queue.push([`${path}.[[Prototype]]`, Reflect.getPrototypeOf(value)]);
    for (const key of Reflect.ownKeys(value)) {
      const member = `${path}.${String(key)}`;
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
      if (descriptor === undefined) continue;
      queue.push([member, descriptor.value], [`get ${member}`, descriptor.get]);
      queue.push([`set ${member}`, descriptor.set]);
      if (isModuleNamespace(value) && descriptor.get !== undefined) {
        queue.push([member, readOrNothing(value, key)]);
      }
    }
  }
  return found;
}

/** Paths of the objects in `found` that can change: not frozen, or with state behind a slot. */
export function mutable(found: ReadonlyMap<object, string>): string[] {
  const paths: string[] = [];
  for (const [object, path] of found) {
    const slot = Object.isFrozen(object) ? hiddenState(object) : "properties";
    if (slot !== undefined) paths.push(`${path} (${slot})`);
  }
  return paths;
}

function readOrNothing(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
