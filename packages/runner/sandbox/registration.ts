/** `__cfReg`: a module hands its hoisted builder artifacts to the engine, once, at its end. */
import { LIMITS } from "@commonfabric/contract";
import { isTrustedArtifact, originalArtifact } from "../engine/provenance.ts";
import type { ModuleInstance } from "./module-instance.ts";

/** The registrar of `module`. What it stages becomes visible with the component. */
export function makeRegistrar(module: ModuleInstance): (values: unknown) => void {
  let called = false;
  return Object.freeze((values: unknown): void => {
    if (module.ended) throw new TypeError("Registration is closed");
    const { hoistSymbols, hasHoistRegistration } = module.verdict;
    if (!hasHoistRegistration) throw new TypeError(`${module.path} has nothing to register`);
    if (called) throw new TypeError("__cfReg may be called at most once per module");
    called = true;
    if (hoistSymbols.length > LIMITS.registrationsPerModule) {
      throw new RangeError(`${module.path} registers too many values`);
    }
    module.registrations = takeRegistrations(module, values, hoistSymbols);
  });
}

function takeRegistrations(
  module: ModuleInstance,
  values: unknown,
  symbols: readonly string[],
): ReadonlyMap<string, object> {
  const given = typeof values === "object" && values !== null ? values : {};
  const keys = Reflect.ownKeys(given);
  if (keys.length !== symbols.length) {
    throw new TypeError(`${module.path} registers other names than its verdict lists`);
  }
  const created = new Set(module.evaluation.created);
  const staged = new Map<string, object>();
  for (const symbol of symbols) {
    const value: unknown = Reflect.getOwnPropertyDescriptor(given, symbol)?.value;
    if (!isTrustedArtifact(value) || !created.has(originalArtifact(value))) {
      throw new TypeError(
        `${module.path} registers '${symbol}', which is no builder artifact of this module`,
      );
    }
    staged.set(symbol, value);
  }
  return staged;
}
