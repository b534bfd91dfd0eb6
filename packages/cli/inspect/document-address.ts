/** Addresses of documents by their store keys. */
import type { DocKey } from "@commonfabric/storage";
import type { CommandAddress } from "../command/address.ts";

/** The address of a document; the user or session of its instance is left out. */
export function addressOfKey(space: string, { id, scopeKey }: DocKey): CommandAddress {
  const [scope] = scopeKey.split(":");
  return {
    space,
    id,
    ...(scope === "user" || scope === "session" ? { scope } : {}),
    path: [],
  };
}
