/** Hardening of functions that module code created: `__cfHardenFn` of the wrapper. */
import { isTrustedArtifact } from "../engine/provenance.ts";
import { type Callable } from "../engine/provenance.ts";
import { sourceOf } from "../engine/source-locations.ts";
import { hardenAtLockdown } from "./harden-at-lockdown.ts";
import { ensureLockdown } from "./lockdown.ts";

const hardenedFunctions = new WeakSet<object>();

/** True for a function that `hardenFunction` has frozen. */
export function isHardenedFunction(value: object): boolean {
  return hardenedFunctions.has(value);
}

/**
 * Freezes a function of module code, its `prototype` and all they reach, and returns it. A function
 * without a name of its own gets `name`, so that stack frames read as authored.
 * @throws {TypeError} for anything else than a function that module code created
 */
export function hardenFunction<T>(value: T, name?: string): T {
  if (typeof value !== "function") throw new TypeError("Cannot harden a value that is no function");
  if (hardenedFunctions.has(value)) return value;
  // Functions of the host and of the language are frozen before module code can see them.
  if (isTrustedArtifact(value) || !Object.isExtensible(value)) {
    throw new TypeError("Cannot harden a function that this module did not create");
  }
  if (name !== undefined) nameFunction(value, name);
  if (!Object.hasOwn(value, "src")) Object.defineProperty(value, "src", SOURCE);
  const { harden } = ensureLockdown();
  if (!isPlainFrozen(Object.freeze(value))) harden(value);
  hardenedFunctions.add(value);
  return value;
}

/**
 * Whether a frozen function is one that a declaration makes and nobody added to: then nothing but it
 * and its `prototype`, which is frozen here, can be reached that the realm had not frozen before. It
 * decides on what cannot change any more; whatever is not known exactly is left to ses.
 */
function isPlainFrozen(fn: object): boolean {
  if (Object.getPrototypeOf(fn) !== Function.prototype) return false;
  for (const key of Reflect.ownKeys(fn)) {
    const member = Reflect.getOwnPropertyDescriptor(fn, key)!;
    if (key === "prototype") {
      if (!isPlainPrototype(member.value, fn)) return false;
    } else if (key === "src") {
      if (member.get !== SOURCE.get || member.set !== undefined) return false;
    } else if (key === "name") {
      if (typeof member.value !== "string") return false;
    } else if (key !== "length" || typeof member.value !== "number") return false;
  }
  return true;
}

/** Freezes the `prototype` of a function; whether it holds its constructor and nothing else. */
function isPlainPrototype(prototype: unknown, fn: object): boolean {
  if (typeof prototype !== "object" || prototype === null) return false;
  if (Object.getPrototypeOf(Object.freeze(prototype)) !== Object.prototype) return false;
  const [key, ...others] = Reflect.ownKeys(prototype);
  return others.length === 0 && key === "constructor" &&
    Reflect.getOwnPropertyDescriptor(prototype, key)!.value === fn;
}

/** One getter for all functions: where the author wrote it, once that is known. */
const SOURCE: PropertyDescriptor = hardenAtLockdown({
  get(this: unknown): string | undefined {
    return typeof this === "function" ? sourceOf(this as Callable) : undefined;
  },
  enumerable: false,
  configurable: false,
});

function nameFunction(fn: object, name: string): void {
  const own = Reflect.getOwnPropertyDescriptor(fn, "name");
  if (own !== undefined && own.value !== "") return;
  Object.defineProperty(fn, "name", { value: name, configurable: true });
}
