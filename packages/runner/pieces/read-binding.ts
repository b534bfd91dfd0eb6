/**
 * What operators of the runtime read of their stored inputs. They bring no schema of their own, so
 * the schemas that links carry count: an absent place has the default that its link declares.
 */
import { followLink, type Reader } from "../links/resolve.ts";
import { isLink } from "../links/sigil.ts";
import { carriedDefault, isHidden } from "../schemas/carried.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/** Reads through `tx`, logged. */
export function readerOf(core: Pick<RuntimeCore, "cellHost">, tx: RunnerTransaction): Reader {
  return {
    document: (address) => tx.document(address),
    log: (read) => tx.log(read),
    principal: tx.spaces.principal,
    linkCycle: (address) => core.cellHost.reportLinkCycle(address, tx),
  };
}

/** Where a member of a stored tree leads, and what is there. */
export interface Landed {
  /** The document of the tree, for data that stands in the tree itself. */
  readonly address: Address;
  /** False for data of the tree and for defaults. */
  readonly isStored: boolean;
  readonly node: unknown;
}

/**
 * Follows `stored`, a member of a tree in the document of `near`, to its end. Only whether
 * something else is there is logged, not its members.
 */
export function landedAt(reader: Reader, stored: unknown, near: Address): Landed {
  if (!isLink(stored)) return { address: near, isStored: false, node: stored };
  const resolved = followLink(reader, stored, near, "all");
  const { address, node } = resolved;
  reader.log({ address, depth: "shallow", part: "value" });
  if (isHidden(resolved)) return { address, isStored: true, node: undefined };
  if (node !== undefined || resolved.isCycle) return { address, isStored: true, node };
  return { address, isStored: false, node: carriedDefault(resolved) };
}
