/**
 * The `exports` object of the wrapper. Its properties exist from the start and the object is not
 * extensible, so that undeclared names, deletion, redefinition and a new prototype are refused by
 * the language itself; local names are accessors over the module's slots.
 */
import type { ExportSurface } from "@commonfabric/sandbox-verifier";
import { hardenAtLockdown } from "./harden-at-lockdown.ts";
import type { ModuleInstance } from "./module-instance.ts";
import type { ModuleSafe } from "./module-safe.ts";

/** What the exports object needs of its load. */
export interface ExportsContext {
  readonly isModuleSafe: ModuleSafe;
  /** Reads `name` of the module as through its namespace. */
  readonly read: (name: string) => unknown;
  /** The namespace that `specifier` of the module stands for. */
  readonly require: (specifier: string) => unknown;
}

/** Thrown for a value that a module may not export. */
export class PublicationError extends TypeError {
  override readonly name = "PublicationError";
}

hardenAtLockdown(PublicationError);

/** The exports object of a module, and the end of its writable life. */
export interface ModuleExports {
  readonly object: object;
  /**
   * Called when the body has ended. Re-exports get the loader's getters back, because a getter of
   * the body is a function that nobody hardened.
   * @throws {TypeError} when the body defined a re-export in another way than the verifier accepts
   */
  readonly seal: () => void;
}

/** The exports object of `module`. */
export function makeExportsObject(module: ModuleInstance, context: ExportsContext): ModuleExports {
  const object = Object.create(null) as object;
  Object.defineProperty(object, "__esModule", { value: true });
  const reexports = new Map<string, (value: unknown) => void>();
  for (const surface of module.verdict.exports) {
    const { name, kind } = surface;
    const set = setterOf(module, surface, context);
    Object.defineProperty(object, name, {
      get: Object.freeze(() => context.read(name)),
      set: Object.freeze(set),
      enumerable: true,
      // The body defines its re-exports again, by a getter of its own.
      configurable: kind === "reexport",
    });
    if (kind === "reexport") reexports.set(name, set);
  }
  Object.preventExtensions(object);
  return {
    object,
    seal: () => {
      for (const [name, set] of reexports) {
        const own = Reflect.getOwnPropertyDescriptor(object, name);
        if (own?.get === undefined || own.set !== set || !own.enumerable) {
          throw new TypeError(`Re-export '${name}' of ${module.path} is not a plain getter`);
        }
        const get = Object.freeze(() => context.read(name));
        Object.defineProperty(object, name, { get, configurable: false });
      }
      Object.freeze(object);
    },
  };
}

function setterOf(
  module: ModuleInstance,
  { name, kind, from }: ExportSurface,
  context: ExportsContext,
): (value: unknown) => void {
  switch (kind) {
    case "reexport":
      return (value) => {
        refuseLateWrite(module, name);
        if (value === undefined) return;
        throw new TypeError(`Re-export '${name}' of ${module.path} cannot be assigned`);
      };
    case "namespace":
      return (value) => {
        refuseLateWrite(module, name);
        if (value === undefined || value === context.require(from!)) return;
        throw new TypeError(`Export '${name}' of ${module.path} must be the namespace of ${from}`);
      };
    case "local":
      return (value) => publish(module, name, value, context.isModuleSafe);
    default:
      return kind satisfies never;
  }
}

function publish(
  module: ModuleInstance,
  name: string,
  value: unknown,
  isModuleSafe: ModuleSafe,
): void {
  refuseLateWrite(module, name);
  if (value === undefined) return;
  const slot = module.slots.get(name)!;
  if (slot.published) {
    if (Object.is(slot.value, value)) return;
    throw new TypeError(`Module export '${name}' is write-once and was already assigned`);
  }
  if (!isModuleSafe(value)) {
    throw new PublicationError(`Export '${name}' of ${module.path} is not module-safe`);
  }
  slot.value = value;
  slot.published = true;
}

function refuseLateWrite(module: ModuleInstance, name: string): void {
  if (!module.ended) return;
  throw new TypeError(
    `Module export '${name}' of ${module.path} cannot be written: the body has ended`,
  );
}
