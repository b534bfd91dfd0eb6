/** Where a stored link leads, as this runtime sees the document; no transaction, nothing is logged. */
import { isLink, linkTarget } from "../links/sigil.ts";
import type { Address } from "../types.ts";
import type { SpaceTable } from "./space-table.ts";
import { nodeAt } from "./tree.ts";

/** The target of the link at `address`; `undefined` when none is there or nobody has read it. */
export function storedLink(spaces: SpaceTable, address: Address): Address | undefined {
  const node = nodeAt(spaces.stored(address)?.value, address.path);
  return isLink(node) ? linkTarget(node, address) : undefined;
}
