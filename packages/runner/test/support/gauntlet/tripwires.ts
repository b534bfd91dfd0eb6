/** A compartment in which every name outside the list of globals is a tripwire. */
import { NEW_CODE_NAMES, SANDBOX_GLOBALS } from "@commonfabric/contract";
import type { SandboxGlobals } from "../../../sandbox/compartment.ts";
import { type Compartment, sesGlobals } from "../../../sandbox/ses-globals.ts";
import { noteTrip } from "./recording.ts";

/** Names that hosts have and modules must not reach, besides those of this host. */
const HOST_NAMES = ["Deno", "process", "window", "document", "module", "self", "global", "require"];

/** Prepares a compartment with `globals`; `names` are tripwires besides those of the host. */
export function compartmentWithTripwires(
  globals: SandboxGlobals,
  names: Iterable<string> = [],
): Compartment {
  const compartment = new (sesGlobals().Compartment)({ __options__: true, name: "gauntlet" });
  const target = compartment.globalThis;
  for (const key of Reflect.ownKeys(target)) {
    if (typeof key === "string" && !SANDBOX_GLOBALS.has(key)) Reflect.deleteProperty(target, key);
  }
  for (const [name, value] of globals.values) {
    Object.defineProperty(target, name, { value });
  }
  const ofHost = Reflect.ownKeys(globalThis).filter((key) => typeof key === "string");
  for (const name of new Set([...ofHost, ...HOST_NAMES, ...NEW_CODE_NAMES, ...names])) {
    if (SANDBOX_GLOBALS.has(name)) continue;
    Object.defineProperty(target, name, {
      get: () => noteTrip(`read ${name}`),
      set: () => noteTrip(`write ${name}`),
    });
  }
  Object.freeze(target);
  return compartment;
}
