/** The values behind the host modules: what authored imports are bound to. */
import { makeCommonfabricModule } from "../builders/host-module.ts";
import { makeLabelModule } from "../builders/label-declarations.ts";
import { hardenFunction } from "../sandbox/harden.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";
import type { HostModules, HostModuleValues } from "../sandbox/records.ts";

/** The host modules of the host table; `equals` tells whether two values are the same place. */
export function hostModules(equals: (a: unknown, b: unknown) => boolean): HostModules {
  const commonfabric = makeCommonfabricModule({
    freezePlainData,
    hardenCallback: (callback) => void hardenFunction(callback),
    equals,
  });
  const schema = { namespace: Object.freeze(Object.create(null) as object) };
  const labels = { namespace: makeLabelModule({ freezePlainData }) };
  return new Map<string, HostModuleValues>([
    ["commonfabric", commonfabric],
    ["commonfabric/schema", schema],
    ["commonfabric/cfc", labels],
  ]);
}
