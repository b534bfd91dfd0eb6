/** Where an event goes: the stream behind the links of the place that its sender named. */
import { type Reader, resolve } from "../links/resolve.ts";
import { NotResidentError } from "../transactions/errors.ts";
import type { LoggedRead } from "../transactions/changes.ts";
import type { Address } from "../types.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/**
 * The stream behind `place`. The way to it, or who serves it, may depend on computations that
 * nobody has demanded since what they read has changed: `bringUpToDate` demands the place.
 */
export async function eventTarget(
  core: RuntimeCore,
  reader: Reader,
  place: Address,
  bringUpToDate: () => Promise<unknown>,
): Promise<Address> {
  const way: LoggedRead[] = [];
  const found = residentTarget({ ...reader, log: (read) => void way.push(read) }, place);
  const isKnown = found !== undefined && core.pieces.handlerOf(found) !== undefined;
  if (isKnown && !core.scheduler.hasInvalidWriter(way)) return found;
  await bringUpToDate();
  return resolve(reader, place, "all").address;
}

/** `undefined` where the way leads through documents that are not here. */
function residentTarget(reader: Reader, place: Address): Address | undefined {
  try {
    return resolve(reader, place, "all").address;
  } catch (error) {
    if (error instanceof NotResidentError) return undefined;
    throw error;
  }
}
