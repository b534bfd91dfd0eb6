/** Where an event goes: the stream behind the links of the place that its sender named. */
import { type Reader, resolve } from "../links/resolve.ts";
import { NotResidentError } from "../transactions/errors.ts";
import type { LoggedRead } from "../transactions/changes.ts";
import type { Address } from "../types.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/**
 * The stream behind `place`; `undefined` when the way to it, or who serves it, depends on what is
 * not here or on computations that nobody has demanded since what they read has changed.
 */
export function currentTarget(
  core: RuntimeCore,
  reader: Reader,
  place: Address,
): Address | undefined {
  const way: LoggedRead[] = [];
  const found = residentTarget({ ...reader, log: (read) => void way.push(read) }, place);
  if (found === undefined || core.pieces.handlerOf(found) === undefined) return undefined;
  return core.scheduler.hasInvalidWriter(way) ? undefined : found;
}

function residentTarget(reader: Reader, place: Address): Address | undefined {
  try {
    return resolve(reader, place, "all").address;
  } catch (error) {
    if (error instanceof NotResidentError) return undefined;
    throw error;
  }
}
