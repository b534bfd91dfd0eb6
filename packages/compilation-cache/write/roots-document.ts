/** The roots document of an entry: the modules that are kept with it although it does not reach them. */
import { type Identity, isModuleIdentity } from "@commonfabric/module-identity";
import { exactFields } from "../documents/shape.ts";

/** The identities that a roots document retains, or `undefined` when it is none. */
export function parseRetained(value: unknown): readonly Identity[] | undefined {
  const retained = exactFields(value, ["retained"])?.get("retained");
  return Array.isArray(retained) && retained.every(isModuleIdentity) ? retained : undefined;
}
