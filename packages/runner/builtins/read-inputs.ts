/**
 * The inputs of a request as plain data: links are followed wherever they stand, whatever handles
 * their schemas speak of, because a request needs values.
 */
import { LIMITS } from "@commonfabric/contract";
import { followLink, type Reader } from "../links/resolve.ts";
import { isLink } from "../links/sigil.ts";
import { carriedDefault } from "../schemas/carried.ts";
import type { Address } from "../types.ts";
import { defineMember, isMutableLeaf, isStreamMarker } from "../values/leaves.ts";

/** Inputs that are nested or linked too deeply to be sent. */
export class InputDepthError extends RangeError {
  override readonly name = "InputDepthError";
  constructor() {
    super(`The inputs of a request are nested more than ${LIMITS.valueDepth} deep`);
  }
}

/** The data of `stored`, a tree in the document of `near`; what was read is logged deep. */
export function readInputs(reader: Reader, stored: unknown, near: Address): unknown {
  return dataOf(reader, stored, near, 0);
}

function dataOf(reader: Reader, stored: unknown, near: Address, depth: number): unknown {
  if (depth > LIMITS.valueDepth) throw new InputDepthError();
  if (isLink(stored)) {
    const resolved = followLink(reader, stored, near, "all");
    const { address, node } = resolved;
    reader.log({ address, depth: "deep", part: "value" });
    const found = node === undefined && !resolved.isCycle ? carriedDefault(resolved) : node;
    return dataOf(reader, found, address, depth + 1);
  }
  if (typeof stored !== "object" || stored === null || isMutableLeaf(stored)) return stored;
  if (isStreamMarker(stored)) return undefined;
  const isArray = Array.isArray(stored);
  const copy = (isArray ? new Array(stored.length) : {}) as Record<string, unknown>;
  for (const [key, member] of Object.entries(stored)) {
    const data = dataOf(reader, member, near, depth + 1);
    if (data !== undefined || isArray) defineMember(copy, key, data);
  }
  return Object.freeze(copy);
}
