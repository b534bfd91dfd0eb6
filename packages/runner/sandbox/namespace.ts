/**
 * Module namespaces: one frozen null-prototype object per evaluated module, with an enumerable
 * getter per export that reads the slot of the module that defines it. Membership in a weak set,
 * not a readable tag, is what makes an object a namespace.
 */

import { hardenAtLockdown } from "./harden-at-lockdown.ts";

/** What authors and hosts see of a module. */
export type Namespace = Readonly<Record<string, unknown>>;

const namespaces = new WeakSet<object>();

const refuseConversion = hardenAtLockdown((): never => {
  throw new TypeError("Cannot convert a module namespace to a primitive value");
});

/** True for a namespace that this file made. */
export function isModuleNamespace(value: object): boolean {
  return namespaces.has(value);
}

/**
 * A namespace with `getters` in the given order of names. Descriptors lead guests to the getters, so
 * these are frozen: a property on one would be state that all importers share.
 */
export function makeNamespace(getters: Iterable<readonly [string, () => unknown]>): Namespace {
  const namespace = Object.create(null) as Record<string, unknown>;
  for (const [name, get] of getters) {
    Object.defineProperty(namespace, name, {
      get: Object.freeze(get),
      enumerable: true,
      configurable: false,
    });
  }
  Object.defineProperty(namespace, Symbol.toStringTag, { value: "Module" });
  // Operators are allowed on imports at module level; an export named `toString` or `valueOf` must
  // not be called by them.
  Object.defineProperty(namespace, Symbol.toPrimitive, { value: refuseConversion });
  Object.freeze(namespace);
  namespaces.add(namespace);
  return namespace;
}
