/**
 * References as pattern bodies see them: they can be navigated, named, listed and passed on.
 * Anything else that JavaScript would do with a value throws, so that a raw use shows at once.
 */
import { Reference } from "./world.ts";

const references: WeakMap<object, Reference> = new WeakMap();

/** The reference behind what a body holds. */
export function reactiveReference(value: unknown): Reference | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) {
    return undefined;
  }
  return references.get(value);
}

export type Methods = (reference: Reference) => Readonly<Record<string | symbol, unknown>>;

/** A value of a pattern body; `methods` is what may be read off it. */
export function reactive(reference: Reference, methods: Methods): object {
  const refuse = (use: string) => {
    throw new TypeError(
      `Cannot read a value in a pattern body: ${use} of ${reference.path.join(".") || "(root)"}`,
    );
  };
  const proxy = new Proxy(Object.freeze({}), {
    get: (_, key) => {
      const known = methods(reference);
      if (Object.hasOwn(known, key)) return known[key];
      // What a host asks of any value, and would ask of a real reference too.
      if (key === Symbol.toStringTag || key === "then") return undefined;
      return refuse(`"${String(key)}"`);
    },
    has: (_, key) => refuse(`"${String(key)}" in`),
    ownKeys: () => refuse("the members"),
    set: (_, key) => refuse(`assignment to "${String(key)}"`),
  });
  references.set(proxy, reference);
  return proxy;
}
