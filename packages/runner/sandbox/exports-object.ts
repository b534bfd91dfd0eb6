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

/** The exports object of `module`. */
export function makeExportsObject(module: ModuleInstance, context: ExportsContext): object {
  const exports = Object.create(null) as object;
  Object.defineProperty(exports, "__esModule", { value: true });
  for (const surface of module.verdict.exports) {
    const set = setterOf(module, surface, context);
    Object.defineProperty(exports, surface.name, {
      get: () => context.read(surface.name),
      ...(set && { set }),
      enumerable: true,
      // The body defines its re-exports again, by a getter of its own; see `sealExportsObject`.
      configurable: surface.kind === "reexport",
    });
  }
  return Object.preventExtensions(exports);
}

/**
 * Ends the writable life of an exports object: re-exports get the loader's getters back, because a
 * getter of the body is a function that nobody hardened.
 * @throws {TypeError} when the body defined a re-export in another way than the verifier accepts
 */
export function sealExportsObject(
  exports: object,
  module: ModuleInstance,
  context: ExportsContext,
): void {
  for (const { name, kind } of module.verdict.exports) {
    if (kind !== "reexport") continue;
    const own = Reflect.getOwnPropertyDescriptor(exports, name);
    if (own === undefined || !("get" in own) || own.set !== undefined || !own.enumerable) {
      throw new TypeError(`Re-export '${name}' of ${module.path} is not a plain getter`);
    }
    Object.defineProperty(exports, name, {
      get: () => context.read(name),
      enumerable: true,
      configurable: false,
    });
  }
  Object.freeze(exports);
}

function setterOf(
  module: ModuleInstance,
  { name, kind, from }: ExportSurface,
  context: ExportsContext,
): ((value: unknown) => void) | undefined {
  switch (kind) {
    case "reexport":
      return undefined;
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
