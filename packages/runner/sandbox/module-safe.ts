/** The publication check: what a module may export. */
import { isTrustedArtifact } from "../engine/provenance.ts";
import { isHardenedFunction } from "./harden.ts";
import { isModuleNamespace } from "./namespace.ts";
import { isPlainData } from "./plain-data.ts";
import type { HostModuleValues } from "./records.ts";
import type { Compartment } from "./ses-globals.ts";

/** Decides for the values of one load. */
export type ModuleSafe = (value: unknown) => boolean;

const LARGEST_WALK = 100_000;

/**
 * A check that accepts primitives, hardened functions, plain data, frozen builder artifacts,
 * namespaces, values of the hosts given, and intrinsics shared by all compartments.
 */
export function makeModuleSafe(
  compartment: Compartment,
  hosts: readonly HostModuleValues[],
): ModuleSafe {
  let hostValues: WeakSet<object> | undefined;
  return (value) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return true;
    if (isHardenedFunction(value) || isPlainData(value) || isModuleNamespace(value)) return true;
    if (isTrustedArtifact(value)) return Object.isFrozen(value);
    hostValues ??= valuesOfHosts(hosts);
    return hostValues.has(value) || intrinsicsOf(compartment).has(value);
  };
}

function valuesOfHosts(hosts: readonly HostModuleValues[]): WeakSet<object> {
  const values = new WeakSet<object>();
  for (const { namespace, helpers } of hosts) {
    for (const holder of [namespace, helpers ?? {}]) {
      for (const value of Object.values(holder)) {
        if ((typeof value === "object" && value !== null) || typeof value === "function") {
          values.add(value);
        }
      }
    }
  }
  return values;
}

let intrinsics: WeakSet<object> | undefined;

/** Everything reachable from a compartment's global. It is hardened and shared by all of them. */
function intrinsicsOf(compartment: Compartment): WeakSet<object> {
  if (intrinsics !== undefined) return intrinsics;
  const found = new WeakSet<object>();
  const queue: unknown[] = Reflect.ownKeys(compartment.globalThis).map((key) =>
    Reflect.getOwnPropertyDescriptor(compartment.globalThis, key)!.value
  );
  for (let at = 0; at < queue.length && at < LARGEST_WALK; at++) {
    const value = queue[at];
    if ((typeof value !== "object" && typeof value !== "function") || value === null) continue;
    if (found.has(value) || !Object.isFrozen(value)) continue;
    found.add(value);
    queue.push(Reflect.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key)!;
      queue.push(descriptor.value, descriptor.get, descriptor.set);
    }
  }
  return (intrinsics = found);
}
